import { access } from "./en-access.js";
import { contacts } from "./en-contacts.js";
import { frame } from "./en-frame.js";
import { funnel } from "./en-funnel.js";
import { clientReport } from "./en-report.js";
import { links } from "./en-links.js";
import { spend } from "./en-spend.js";
import { work } from "./en-work.js";

export const en = { ...frame, ...contacts, ...work, ...funnel, ...access, ...clientReport, ...spend, ...links };
