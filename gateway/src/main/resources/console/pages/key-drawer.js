// One key: what it may do, a new secret, its end.

import { html, nothing } from "lit";
import { patch, post, remove } from "../api.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import * as format from "../kit/format.js";
import { toast, toastProblem } from "../kit/toast.js";
import { View } from "../kit/view.js";
import { grantLines, keyBadge, shownOnce } from "./access.js";
import { LIMIT_MASK, limitBody, limitFields, limitValues, usageFacts } from "./key-limits.js";

const OVERLAPS = ["86400s", "604800s", "3600s", "0s"];

class KeyDrawer extends View {
  static properties = { key: { attribute: false }, clients: { attribute: false } };

  #form = null;
  #limits = null;
  #shown = "";
  #text = "";
  #sure = "";

  willUpdate() {
    const name = this.key?.name ?? "";
    if (name !== this.#shown) {
      this.#shown = name;
      this.#form = new Form(this, { overlap: OVERLAPS[0] });
      this.#limits = new Form(this, limitValues(this.key ?? {}));
      this.#text = "";
      this.#sure = "";
    }
  }

  #changed() {
    this.dispatchEvent(new CustomEvent("changed"));
  }

  #rotate() {
    return this.#form.submit(async ({ overlap }) => {
      const { name, etag } = this.key;
      this.#text = (await post(`${name}:rotate`, { overlap, etag })).keyText;
      this.#changed();
    });
  }

  #limit() {
    return this.#limits.submit(async (values) => {
      const { name, etag } = this.key;
      await patch(name, { ...limitBody(values), etag }, { updateMask: LIMIT_MASK });
      toast(t("keys.limitsDone"));
      this.#changed();
    });
  }

  /** Asks a second time: neither can be taken back. */
  async #end(what, action) {
    if (this.#sure !== what) {
      this.#sure = what;
      return this.requestUpdate();
    }
    this.#sure = "";
    try {
      await action();
      toast(t(`keys.${what}Done`));
      this.#changed();
    } catch (problem) {
      toastProblem(problem);
    }
    this.requestUpdate();
  }

  #facts() {
    const { key } = this;
    return html`<dl class="facts">
      <dt>${t("users.roles")}</dt>
      <dd>${grantLines(key.grants, this.clients)}</dd>
      <dt>${t("keys.scopes")}</dt>
      <dd>${key.scopes?.length ? key.scopes.join(", ") : t("keys.everyScope")}</dd>
      <dt>${t("keys.end")}</dt>
      <dd>${format.dateTime(key.expireTime)}</dd>
      <dt>${t("keys.lastUse")}</dt>
      <dd>${key.lastUseTime ? format.dateTime(key.lastUseTime) : t("keys.never")}</dd>
      ${usageFacts(key)}
      <dt>${t("keys.made")}</dt>
      <dd>${format.dateTime(key.createTime)}</dd>
      ${(key.secrets ?? []).map(
        (secret) =>
          html`<dt>${t("keys.secret")}</dt>
            <dd>
              <code>…${secret.hint}</code>
              ${secret.expireTime
                ? html`<span class="soft"
                    >${t("keys.until", { end: format.dateTime(secret.expireTime) })}</span
                  >`
                : nothing}
            </dd>`,
      )}
    </dl>`;
  }

  #limitation() {
    return html`<section class="stack">
      <h3>${t("keys.limitsTitle")}</h3>
      <p class="soft">${t("keys.limitsText")}</p>
      ${formBody(this.#limits, {
        content: limitFields(this.#limits),
        action: () => this.#limit(),
        submit: t("keys.limitsSave"),
      })}
    </section>`;
  }

  #rotation() {
    return html`<section class="stack">
      <h3>${t("keys.rotateTitle")}</h3>
      <p class="soft">${t("keys.rotateText")}</p>
      ${formBody(this.#form, {
        content: field(this.#form, {
          name: "overlap",
          label: t("keys.overlap"),
          type: "select",
          options: OVERLAPS.map((overlap) => [overlap, t(`keys.overlap.${overlap}`)]),
          required: true,
        }),
        action: () => this.#rotate(),
        submit: t("keys.rotate"),
      })}
    </section>`;
  }

  #ending() {
    const { name, etag, state } = this.key;
    const revoked = state === "REVOKED";
    const what = revoked ? "delete" : "revoke";
    const action = revoked
      ? () => remove(name, { etag })
      : () => post(`${name}:revoke`, { etag });
    return html`<section class="stack">
      <h3>${t("keys.endTitle")}</h3>
      <div class="row">
        ${button({
          label: t(this.#sure === what ? `keys.${what}Sure` : `keys.${what}`),
          kind: "danger",
          onClick: () => this.#end(what, action),
        })}
      </div>
    </section>`;
  }

  #content() {
    if (this.#text) {
      return shownOnce({
        text: this.#text,
        label: t("keys.text"),
        warning: t("keys.once"),
        done: () => {
          this.#text = "";
          this.requestUpdate();
        },
      });
    }
    return html`<div class="stack roomy">
      <p>${keyBadge(this.key)}</p>
      ${this.#facts()}
      ${this.key.state === "REVOKED" ? nothing : [this.#limitation(), this.#rotation()]}
      ${this.#ending()}
    </div>`;
  }

  render() {
    return html`<ag-dialog
      id="key"
      kind="drawer"
      .heading=${this.key?.displayName ?? ""}
      .open=${Boolean(this.key)}
      .content=${this.key ? this.#content() : ""}
      @dismiss=${() => this.dispatchEvent(new CustomEvent("dismiss"))}
    ></ag-dialog>`;
  }
}

customElements.define("ag-key-drawer", KeyDrawer);
