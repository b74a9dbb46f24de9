// A post in a drawer: write, hand in, approve, schedule, publish by hand.

import { html, nothing } from "lit";
import { get, idOf, patch, post } from "../api.js";
import { t } from "../i18n.js";
import "../kit/dialog.js";
import { badge, button } from "../kit/button.js";
import { Form } from "../kit/form.js";
import { notice, problemBox, skeleton } from "../kit/states.js";
import { toast } from "../kit/toast.js";
import { View } from "../kit/view.js";
import { session } from "../session.js";
import { channelTypes } from "../store.js";
import { CONTENT, bodyOf, fitFormat, postFields, stateTone, valuesOf } from "./post-fields.js";
import { finalText, history, publication, stepForm, stepsOf } from "./post-steps.js";

const WRITERS = ["OWNER", "PLANNER", "COMMUNITY_MANAGER"];

class PostEditor extends View {
  static properties = {
    clientId: {},
    owner: { attribute: false },
    channels: { attribute: false },
    members: { attribute: false },
    post: {},
    day: {},
  };

  #form = new Form(this, {}, fitFormat(() => this.channels, () => this.#types));
  #step = null;
  #stepForm = new Form(this);
  #stored = null;
  #problem = null;
  #types = new Map();
  #busy = false;

  willUpdate(changed) {
    if (changed.has("post") && this.post !== changed.get("post")) {
      this.#open();
    }
  }

  async #open() {
    this.#stored = null;
    this.#problem = null;
    this.#step = null;
    if (!this.post) {
      return;
    }
    const wanted = this.post;
    try {
      this.#types = await channelTypes();
      if (wanted === "new") {
        // Somebody may have begun to type meanwhile.
        this.#form.reset({ ...this.#blank(), ...this.#kept() });
      } else {
        const stored = await get(`clients/${this.clientId}/posts/${wanted}`);
        if (this.post === wanted) {
          this.#show(stored);
        }
      }
    } catch (problem) {
      this.#problem = problem;
    }
    this.requestUpdate();
  }

  #blank() {
    const channel = this.channels.find((one) => one.active);
    const format = this.#types.get(channel?.channelType)?.formats?.[0];
    return { ...valuesOf({ channel: channel?.name, format }), plannedLocalTime: `${this.day}T10:00` };
  }

  /** What was typed into a new post and not saved before the page was left. */
  #kept() {
    const kept = sessionStorage.getItem(`draft/${this.clientId}`);
    return kept ? JSON.parse(kept) : null;
  }

  #keep(values) {
    if (values) {
      sessionStorage.setItem(`draft/${this.clientId}`, JSON.stringify(values));
    } else {
      sessionStorage.removeItem(`draft/${this.clientId}`);
    }
  }

  updated() {
    if (this.post === "new" && this.#form.dirty) {
      this.#keep(this.#form.values);
    }
  }

  #show(stored) {
    this.#stored = stored;
    this.#form.reset(valuesOf(stored));
  }

  #save() {
    return this.#form.submit(async (values) => {
      const body = bodyOf(values);
      if (this.post === "new") {
        const path = `clients/${this.clientId}/posts`;
        const created = await post(path, body, { requestId: this.#form.requestId });
        this.#keep(null);
        this.#show(created);
        this.dispatchEvent(new CustomEvent("created", { detail: idOf(created.name) }));
      } else {
        const query = { updateMask: CONTENT.join(",") };
        this.#show(await patch(this.#stored.name, { ...body, etag: this.#stored.etag }, query));
      }
      toast(t("form.saved"));
      this.dispatchEvent(new CustomEvent("changed"));
    });
  }

  /** Runs a step of the lifecycle; what was typed and not saved is saved first. */
  async #run(step, values = {}) {
    if (this.#busy || (this.#form.dirty && !(await this.#save()))) {
      return false;
    }
    this.#busy = true;
    const done = await this.#stepForm.submit(async () => {
      const { name, etag, contentHash } = this.#stored;
      const body = { etag, ...values, ...(step === "approve" ? { contentHash } : {}) };
      this.#show(await post(`${name}:${step}`, body));
      this.#step = null;
      toast(t(`post.done.${step}`));
      this.dispatchEvent(new CustomEvent("changed"));
    });
    this.#busy = false;
    this.requestUpdate();
    return done;
  }

  #choose({ step, asks }) {
    this.#stepForm = new Form(this);
    if (asks) {
      this.#step = step;
      this.requestUpdate();
    } else {
      this.#run(step);
    }
  }

  #steps() {
    const steps = stepsOf(this.#stored).filter(({ roles }) => session.may(roles, this.clientId));
    if (this.#step) {
      return stepForm(this.#stepForm, this.#step, {
        action: () => this.#run(this.#step, this.#stepForm.values),
        cancel: () => this.#choose({}),
      });
    }
    return html`${this.#stepForm.message
        ? html`<div class="notice bad" role="alert">${this.#stepForm.message}</div>`
        : nothing}
      <div class="row" role="group" aria-label=${t("post.steps")}>
        ${steps.map((step) =>
          button({
            label: t(`post.step.${step.step}`),
            kind: step.kind ?? "plain",
            busy: this.#busy,
            onClick: () => this.#choose(step),
          }),
        )}
      </div>`;
  }

  #content() {
    if (this.#problem) {
      return problemBox(this.#problem, () => this.#open());
    }
    const isNew = this.post === "new";
    if (!isNew && !this.#stored) {
      return skeleton(8);
    }
    const stored = this.#stored;
    const writable = session.may(WRITERS, this.clientId) && stored?.state !== "PUBLISHED";
    const voids = ["APPROVED", "SCHEDULED"].includes(stored?.state) && this.#form.dirty;
    return html`<div class="stack">
      ${stored
        ? html`<div class="row">
            ${badge(t(`post.state.${stored.state}`), stateTone(stored.state))}
            ${stored.reason ? html`<span>${stored.reason}</span>` : nothing}
          </div>`
        : nothing}
      ${stored ? this.#steps() : nothing} ${stored ? publication(stored) : nothing}
      ${stored ? finalText(stored, this.channels) : nothing}
      ${voids ? notice(t("post.voids"), "warn") : nothing}
      ${postFields(this.#form, {
        channels: this.channels,
        members: this.members,
        types: this.#types,
        zone: this.owner.timeZone,
        writable,
        action: () => this.#save(),
      })}
      ${stored ? history(stored) : nothing}
    </div>`;
  }

  render() {
    return html`<ag-dialog
      id="post"
      kind="drawer"
      .heading=${this.post === "new" ? t("post.new") : t("post.title")}
      .open=${Boolean(this.post)}
      .content=${this.post ? this.#content() : ""}
      @dismiss=${(event) => {
        event.stopPropagation();
        this.dispatchEvent(new CustomEvent("dismiss"));
      }}
    ></ag-dialog>`;
  }
}

customElements.define("ag-post-editor", PostEditor);
