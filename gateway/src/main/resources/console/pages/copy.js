// Puts a text into the clipboard and says so.

import { t } from "../i18n.js";
import { toast } from "../kit/toast.js";

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t("copy.done"));
  } catch {
    toast(t("copy.failed"), { tone: "bad" });
  }
}
