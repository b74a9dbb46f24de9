// Shows openapi.json and lets a reader try each operation; loads nothing from elsewhere.

const REASONS = {
  ROUTE_NOT_FOUND: "No route has this path.",
  METHOD_NOT_ALLOWED: "The path is known, the method is not; Allow names those that are.",
  UNSUPPORTED_MEDIA_TYPE: "Bodies are application/json in UTF-8 unless the operation takes raw bytes.",
  BODY_TOO_LARGE: "The body is over its limit.",
  MALFORMED_PATH: "Broken escapes, no UTF-8, or dot segments.",
  MALFORMED_JSON: "The body is no JSON, or more than one document, or too deep.",
  UNEXPECTED_BODY: "The operation takes no body.",
  UNKNOWN_FIELD: "The body names a field that does not exist.",
  UNKNOWN_PARAMETER: "The query names a parameter that does not exist.",
  INVALID_VALUE: "A value does not fit its field.",
  DUPLICATE_VALUE: "A field or parameter is given more than once.",
  BOUND_BY_PATH: "The path already holds this field; nothing overwrites it.",
  BOUND_BY_BODY: "The field belongs to the body.",
  CONFLICTING_VALUE: "The body contradicts the path.",
  ONEOF_CONFLICT: "Only one of these fields may be set.",
  CREDENTIAL_MISSING: "Send Authorization: Bearer and a token from POST /v1/sessions.",
  CREDENTIAL_INVALID: "The token is expired, revoked or not ours.",
  SESSION_ENDED: "The session has lasted as long as one may; sign in again.",
  TOO_MANY_ATTEMPTS: "Too many failed sign-ins; Retry-After says when to try again.",
  TIMEOUT_INVALID: "Request-Timeout is seconds such as 5, 0.5 or 250ms.",
  DEPENDENCY_UNAVAILABLE: "A service cannot be reached or is failing; try again in a moment.",
};

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
};

const typeOf = (schema) =>
  schema.$ref ? schema.$ref.split("/").pop() : schema.type === "array" ? `${typeOf(schema.items)}[]` : (schema.type ?? "any");

function example(schema, schemas, depth = 0) {
  if (schema.$ref) {
    return depth > 3 ? {} : example(schemas[schema.$ref.split("/").pop()] ?? {}, schemas, depth + 1);
  }
  if (schema.enum) {
    return schema.enum[1] ?? schema.enum[0];
  }
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([, property]) => !property.readOnly)
          .map(([name, property]) => [name, example(property, schemas, depth + 1)]),
      );
    case "array":
      return [example(schema.items, schemas, depth + 1)];
    case "integer":
    case "number":
      return schema.minimum ?? 0;
    case "boolean":
      return false;
    default:
      return "";
  }
}

function tryIt(path, method, operation, schemas) {
  const form = element("form");
  const inputs = (operation.parameters ?? []).map((parameter) => {
    const input = element("input", { name: parameter.name });
    form.append(element("p", {}, element("label", {}, `${parameter.name} `, input)));
    return { parameter, input };
  });
  const schema = operation.requestBody?.content?.["application/json"]?.schema;
  const body = schema ? element("textarea", { "aria-label": "body" }) : null;
  if (body) {
    body.value = JSON.stringify(example(schema, schemas), null, 2);
    form.append(body);
  }
  const output = element("pre", { "aria-live": "polite" });
  form.append(element("button", {}, "Send"), output);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    let target = path;
    const query = new URLSearchParams();
    for (const { parameter, input } of inputs) {
      if (parameter.in === "path") {
        target = target.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
      } else if (input.value) {
        query.append(parameter.name, input.value);
      }
    }
    const token = document.getElementById("token").value;
    const headers = token ? { Authorization: `Bearer ${token}` } : {};
    if (body) {
      headers["Content-Type"] = "application/json";
    }
    try {
      const response = await fetch(query.size ? `${target}?${query}` : target, {
        method: method.toUpperCase(),
        headers,
        body: body?.value,
        redirect: "manual",
      });
      const text = await response.text();
      output.textContent = `${response.status} ${response.statusText}\n${pretty(text)}`;
    } catch (failure) {
      output.textContent = String(failure);
    }
  });
  return form;
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function parameters(operation) {
  const table = element("table", {}, element("tr", {}, element("th", {}, "name"), element("th", {}, "type"), element("th", {}, "meaning")));
  for (const parameter of operation.parameters ?? []) {
    table.append(
      element(
        "tr",
        {},
        element("td", {}, `${parameter.name} (${parameter.in})`),
        element("td", {}, typeOf(parameter.schema)),
        element("td", {}, parameter.description ?? ""),
      ),
    );
  }
  return table;
}

function show(path, method, operation, schemas) {
  const details = element(
    "details",
    { id: operation.operationId },
    element("summary", {}, element("span", { class: "method" }, method.toUpperCase()), element("code", {}, path), ` ${operation.summary ?? ""}`),
  );
  details.dataset.text = `${method} ${path} ${operation.summary ?? ""}`.toLowerCase();
  details.addEventListener(
    "toggle",
    () => details.append(element("p", {}, operation.description ?? ""), parameters(operation), tryIt(path, method, operation, schemas)),
    { once: true },
  );
  return details;
}

const answer = await fetch("/openapi.json");
const api = await answer.json();
const main = document.getElementById("operations");
main.textContent = "";
const byTag = new Map();
for (const [path, item] of Object.entries(api.paths)) {
  for (const [method, operation] of Object.entries(item)) {
    const tag = operation.tags?.[0] ?? "";
    byTag.set(tag, [...(byTag.get(tag) ?? []), show(path, method, operation, api.components.schemas)]);
  }
}
for (const [tag, operations] of byTag) {
  main.append(element("h2", {}, tag), ...operations);
}
document.getElementById("filter").addEventListener("input", (event) => {
  const wanted = event.target.value.toLowerCase();
  for (const details of main.querySelectorAll("details")) {
    details.hidden = !details.dataset.text.includes(wanted);
  }
});
const reasons = document.getElementById("reasons");
const explain = (reason, text) =>
  reasons.append(
    element("dt", { id: reason.toLowerCase().replaceAll("_", "-") }, element("code", {}, reason)),
    element("dd", {}, text),
  );
for (const [reason, text] of Object.entries(REASONS)) {
  explain(reason, text);
}
// The type of every failure leads here, also of those that only its service knows.
const asked = location.hash.slice(1);
if (/^[a-z0-9-]+$/.test(asked) && !document.getElementById(asked)) {
  explain(
    asked.toUpperCase().replaceAll("-", "_"),
    "A rule of the service that is named in `domain`; `detail` and `errors` say which value broke it and what is expected.",
  );
}
document.getElementById(asked)?.scrollIntoView();
