// What a report checked about itself before it was answered.

import { html, nothing } from "lit";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import { icon } from "../kit/icons.js";
import { router } from "../router.js";
import { figureName, figureText } from "./figure-names.js";

/** Tiles that are wrong when one of these figures is. */
const PARTS = {
  netRevenue: ["netRevenue", "revenue", "refunds"],
  perHour: ["netRevenue", "revenue", "refunds", "minutes", "netRevenuePerHour"],
  hours: ["minutes"],
};

const camel = (name) => name.replace(/_([a-z])/g, (whole, letter) => letter.toUpperCase());

const failedChecks = (proof) => (proof?.checks ?? []).filter(({ result }) => result === "FAILED");

/** Names of the tiles that a failed check is about. */
export function failedTiles(proof) {
  const figures = new Set(failedChecks(proof).map(({ figure }) => camel(figure ?? "")));
  const tiles = ["netRevenue", "leads", "orders", "hours", "perHour", "visits"];
  return new Set(tiles.filter((tile) => (PARTS[tile] ?? [tile]).some((part) => figures.has(part))));
}

export function proofFailure(proof) {
  const failed = failedChecks(proof);
  return failed.length
    ? html`<div class="notice bad" role="alert">
        ${icon("warning")}
        <div>
          <p>${t("proof.failed")}</p>
          <ul>
            ${failed.map(
              (check) =>
                html`<li>
                  ${t("proof.one", {
                    figure: figureName(check.figure),
                    actual: figureText(check.figure, check.actual, check.currencyCode),
                    expected: figureText(check.figure, check.expected, check.currencyCode),
                  })}
                </li>`,
            )}
          </ul>
        </div>
      </div>`
    : nothing;
}

export function proofNote(proof) {
  const checks = proof?.checks ?? [];
  const counted = checks.some(({ kind }) => kind === "STATES_EQUAL_TOTAL");
  const undecided = checks.some(({ result }) => result === "UNDECIDED");
  const passed = checks.filter(({ result }) => result === "PASSED").length;
  if (!checks.length) {
    return nothing;
  }
  return html`<p>
    ${undecided ? t("proof.undecided") : t("proof.passed", { n: passed })}
    ${counted
      ? t("proof.counted")
      : button({
          label: t("proof.count"),
          kind: "quiet",
          small: true,
          onClick: () => router.with({ prove: "1" }),
        })}
  </p>`;
}
