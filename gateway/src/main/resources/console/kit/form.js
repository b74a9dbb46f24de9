// The state of a form: values, errors beside their fields, one submission at a time.

import { requestId } from "../api.js";
import { t } from "../i18n.js";
import { pathMatches, problemText, violationText } from "./problems.js";

let count = 0;

export class Form {
  errors = {};
  message = "";
  busy = false;
  dirty = false;
  id = `form${++count}`;
  /** Goes along with a create: the same until the outcome is known, so that nothing is made twice. */
  requestId = requestId();
  touched = new Set();
  #host;
  #derive;
  #fields = new Map();

  /** `derive(form, name)` runs after a person changed a field and may fill others. */
  constructor(host, values = {}, derive = () => {}) {
    this.#host = host;
    this.#derive = derive;
    this.values = { ...values };
  }

  /** Fields declare themselves while they are drawn, so that errors find them. */
  declare(field) {
    this.#fields.set(field.name, field);
  }

  set(name, value) {
    this.values = { ...this.values, [name]: value };
    this.dirty = true;
    this.touched.add(name);
    delete this.errors[name];
    this.#derive(this, name);
    this.#host.requestUpdate();
  }

  reset(values) {
    Object.assign(this, { values: { ...values }, errors: {}, message: "", dirty: false });
    this.touched.clear();
    this.requestId = requestId();
    this.#host.requestUpdate();
  }

  /** Checks, then runs the action; true when it went well. */
  async submit(action) {
    if (this.busy || !this.#check()) {
      return false;
    }
    this.busy = true;
    this.#host.requestUpdate();
    try {
      await action(this.values);
      this.dirty = false;
      return true;
    } catch (problem) {
      this.#take(problem);
      return false;
    } finally {
      this.busy = false;
      this.#show();
    }
  }

  #check() {
    this.errors = {};
    this.message = "";
    for (const [name, field] of this.#fields) {
      const value = this.values[name] ?? "";
      if (field.required && String(value).trim() === "") {
        this.errors[name] = t("rule.required");
      } else if (field.check && value !== "") {
        const error = field.check(value, this.values);
        if (error) {
          this.errors[name] = error;
        }
      }
    }
    this.#show();
    return Object.keys(this.errors).length === 0;
  }

  #take(problem) {
    if (problem.status === undefined) {
      throw problem;
    }
    if (problem.status >= 400 && problem.status < 500) {
      this.requestId = requestId();
    }
    const others = [];
    for (const violation of problem.errors) {
      const text = violationText(violation.message ?? violation.description ?? "");
      const field = [...this.#fields.values()].find((one) =>
        pathMatches(violation.field, one.path ?? one.name),
      );
      if (field) {
        this.errors[field.name] = text;
      } else {
        others.push(`${violation.field}: ${text}`);
      }
    }
    this.message = [problemText(problem), ...others].join(" ");
  }

  async #show() {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const first = Object.keys(this.errors)[0];
    if (first) {
      document.getElementById(`${this.id}-${first}`)?.focus();
    }
  }
}
