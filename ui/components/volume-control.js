// <volume-control>: sound off and on, and how loud.
//
//   control.sound = { volume: 0.8, muted: false };
//
// Sends "choose" with { volume } or { muted }.

/** @import { Sound } from "../player/player.js" */

import { h } from "../lib/html.js";
import { icon } from "../lib/icons.js";

export class VolumeControl extends HTMLElement {
  /** @type {Sound} */
  #sound = { volume: 1, muted: false };
  #mute = h("button", { class: "button icon", type: "button", onclick: () => this.#send({ muted: !this.#sound.muted }) });
  #volume = h("input", {
    type: "range", min: 0, max: 100, step: 5, class: "volume", "aria-label": "Volume",
    oninput: () => this.#send({ volume: Number(this.#volume.value) / 100, muted: false }),
  });

  connectedCallback() {
    this.replaceChildren(this.#mute, this.#volume);
    this.#show();
  }

  /** @param {Sound} sound */
  set sound(sound) {
    if (sound.volume === this.#sound.volume && sound.muted === this.#sound.muted) return;
    this.#sound = { volume: sound.volume, muted: sound.muted };
    this.#show();
  }

  #show() {
    const { volume, muted } = this.#sound;
    const percent = Math.round(volume * 100);
    this.#mute.replaceChildren(icon(muted || percent === 0 ? "silent" : "sound") ?? "");
    this.#mute.setAttribute("aria-label", muted ? "Sound on" : "Sound off");
    this.#mute.title = muted ? "Sound on" : "Sound off";
    // A volume between two steps, as YouTube may have it, would be rounded by the slider itself.
    if (Number(this.#volume.value) !== percent) this.#volume.value = String(percent);
    this.#volume.style.setProperty("--loud", `${muted ? 0 : percent}%`);
    this.#volume.setAttribute("aria-valuetext", muted ? `${percent}%, sound is off` : `${percent}%`);
  }

  /** @param {Partial<Sound>} detail */
  #send(detail) {
    this.dispatchEvent(new CustomEvent("choose", { bubbles: true, detail }));
  }
}

customElements.define("volume-control", VolumeControl);
