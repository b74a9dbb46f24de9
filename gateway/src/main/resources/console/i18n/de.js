import { access } from "./de-access.js";
import { contacts } from "./de-contacts.js";
import { frame } from "./de-frame.js";
import { funnel } from "./de-funnel.js";
import { clientReport } from "./de-report.js";
import { links } from "./de-links.js";
import { spend } from "./de-spend.js";
import { work } from "./de-work.js";

export const de = { ...frame, ...contacts, ...work, ...funnel, ...access, ...clientReport, ...spend, ...links };
