// Reads the head of a CSV file, so that its columns can be mapped before it is sent. The service
// reads the file itself; this here only looks.

const SEPARATORS = [",", ";", "\t", "|"];

/** At most `max` records of RFC 4180 text. */
export function parseCsv(text, separator, max) {
  const records = [];
  let record = [];
  let value = "";
  let quoted = false;
  for (let i = 0; i < text.length && records.length < max; i++) {
    const char = text[i];
    if (quoted) {
      if (char === '"' && text[i + 1] === '"') {
        value += '"';
        i++;
      } else if (char === '"') {
        quoted = false;
      } else {
        value += char;
      }
    } else if (char === '"' && value === "") {
      quoted = true;
    } else if (char === separator) {
      record.push(value);
      value = "";
    } else if (char === "\n") {
      records.push([...record, value.replace(/\r$/, "")]);
      record = [];
      value = "";
    } else {
      value += char;
    }
  }
  if (value !== "" || record.length) {
    records.push([...record, value]);
  }
  return records.slice(0, max);
}

/** The separator that occurs most often in the header line. */
export function guessSeparator(text) {
  const line = text.split("\n", 1)[0];
  const counts = SEPARATORS.map((one) => line.split(one).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))];
}

const GUESSES = [
  ["EXTERNAL_ID", /^(id|external_?id|rec_?id|kundennummer|customer_?(id|number))$/],
  ["GIVEN_NAME", /^(given_?name|first_?name|vorname|fname_?c1)$/],
  ["FAMILY_NAME", /^(family_?name|last_?name|surname|nachname|familienname)$/],
  ["FULL_NAME", /^(full_?name|name)$/],
  ["TITLE", /^(title|titel)$/],
  ["BIRTH_DATE", /^(birth_?(date|day)|dob|geburts(datum|tag)|date_of_birth)$/],
  ["EMAIL", /e_?mail/],
  ["PHONE", /phone|telefon|mobil|^tel/],
  ["HOUSE_NUMBER", /^(house_?n(umber|o|r)|hausnummer|hausnr)$/],
  ["STREET", /^(street|stra(ss|ß)e|address|adresse|address_1)$/],
  ["POSTAL_CODE", /^(postal_?code|post_?code|zip(_?code)?|plz|postleitzahl)$/],
  ["CITY", /^(city|town|ort|stadt|suburb)$/],
  ["REGION", /^(region|state|bundesland)$/],
  ["COUNTRY_CODE", /^(country(_?code)?|land)$/],
  ["LANGUAGE_CODE", /^(language(_?code)?|sprache)$/],
  ["JOB_TITLE", /^(job_?title|position|role|funktion)$/],
  ["TAGS", /^(tags|labels|schlagworte)$/],
  ["NOTE", /^(notes?|notiz|bemerkung|comment)$/],
];

export const FIELDS = GUESSES.map(([field]) => field);

/** The field that a column of this name most likely means; empty when none. */
export function guessField(column) {
  const name = column.trim().toLowerCase().replace(/[\s-]+/g, "_");
  return GUESSES.find(([, pattern]) => pattern.test(name))?.[0] ?? "";
}

export async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let binary = "";
  for (let i = 0; i < bytes.length; i += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(binary);
}
