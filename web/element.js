// <qualify-checker>: the self-check as an element of somebody else's page. What it understands and tells: docs/embedding.md.
//
//   <script type="module" src="https://…/element.js"></script>
//   <qualify-checker lang="zh-Hans" preset='{"format": 1, "enterprise": {"registered_in": "haidian"}}'></qualify-checker>

import { language } from "./language.js";

const here = new URL(".", import.meta.url);
const file = (name) => new URL(name, here).href;
// Written in when the site is built.
const [GLUE, WASM, STYLE] = ["{glue}", "{wasm}", "element.css"];
const DARK = /\(prefers-color-scheme: ?dark\)/g;
const VERDICTS = ["qualifies", "open", "unconfirmed", "fails"];
/** As the browser has them: to a host `Event` may be something else, by now or before. */
const Happening = document.createEvent("Event").constructor;
const Told = document.createEvent("CustomEvent").constructor;
/** Between answers that were given one after the other (`src/host.rs`): no JSON holds it. */
const NEXT = "\u001e";

// One program, and one text of styles for each scheme, however many elements there are.
let program;
let styles = {};
/** A stylesheet is of one document alone, and an element may be moved into another one: for each the sheets by their texts. */
const sheets = new WeakMap();

async function load() {
  const glue = await import(file(GLUE));
  await glue.default({ module_or_path: file(WASM) });
  return glue;
}

/** As the person's system has it, or always light, or always dark. */
async function style(scheme) {
  const response = await fetch(file(STYLE));
  if (!response.ok) throw new Error(`${STYLE}: ${response.status}`);
  const text = await response.text();
  return scheme ? text.replace(DARK, scheme === "dark" ? " all" : " not all") + `:host{color-scheme:${scheme}}` : text;
}

function sheet(text, document) {
  const made = sheets.get(document) ?? new Map();
  sheets.set(document, made);
  if (!made.has(text)) {
    const one = new document.defaultView.CSSStyleSheet();
    one.replaceSync(text);
    made.set(text, one);
  }
  return made.get(text);
}

// Pages teach all arrays and objects their own `map` or `toJSON`: nothing here goes by them.
function plain(value) {
  // JSON has no such numbers, and nothing in their place would be an answer.
  if (typeof value === "number" && !Number.isFinite(value)) return `${value}`;
  if (typeof value !== "object" || !value) return value;
  const copy = Object.setPrototypeOf(Array.isArray(value) ? [] : {}, null);
  for (const key of Object.keys(value)) copy[key] = plain(value[key]);
  return copy;
}

/**
 * Whether this program has stopped: the host's own may stop too. Ours is called by its glue; the name of its own file is not there
 * where the server gave it another media type.
 */
const isStop = (error) => typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError && error.stack?.includes(GLUE.slice(0, -3));

const written = (value) => JSON.stringify(plain(value));

class Checker extends HTMLElement {
  static observedAttributes = ["lang", "as-of"];
  #shadow = this.attachShadow({ mode: "open" });
  #root;
  #mounted;
  #style;
  #ending;
  #waiting = {};

  /** Answers for the person to begin with, as `docs/dossier.md` writes them; each is checked as if it had been typed. */
  prefill(answers) {
    this.#wish("answers", typeof answers === "string" ? answers : written(answers));
  }

  /** Forgets all answers. */
  reset() {
    this.#wish("reset", "");
  }

  connectedCallback() {
    this.#root ?? this.#begin();
  }

  // Moving an element takes it out and puts it in again: only what stays out is ended.
  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#end());
  }

  // Into another document; one without a window shows nothing.
  adoptedCallback() {
    if (this.#style === undefined || !this.ownerDocument.defaultView) return;
    this.#shadow.adoptedStyleSheets = [sheet(this.#style, this.ownerDocument)];
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#root || before === now) return;
    if (name === "lang") this.#wish("speak", now ?? "");
    else this.#wish("day", now ?? "");
  }

  /** Read once, as the element is put in place. */
  #told(address) {
    const told = { base: here.href, wasm: file(WASM), address };
    for (const [name, key] of Object.entries({ lang: "lang", pack: "pack", kinds: "kinds", programmes: "programmes", keep: "keep", preset: "preset", "public-key": "key" })) {
      if (this.hasAttribute(name)) told[key] = this.getAttribute(name);
    }
    for (const [name, key] of Object.entries({ compact: "compact", "ask-answers": "askAnswers" })) {
      if (this.hasAttribute(name)) told[key] = "";
    }
    if (this.hasAttribute("as-of")) told.day = this.getAttribute("as-of");
    return told;
  }

  async #begin(address = this.getAttribute("page") ?? "#/") {
    const root = document.createElement("div");
    this.#root = root;
    root.className = "app";
    Object.assign(root.dataset, this.#told(address), this.#waiting);
    this.#waiting = {};
    this.#shadow.replaceChildren(root);
    this.#ending = new AbortController();
    const heard = { signal: this.#ending.signal };
    root.addEventListener("click", (event) => this.#follow(event), heard);
    root.addEventListener("auxclick", (event) => event.button === 1 && this.#follow(event), heard);
    addEventListener("error", ({ error }) => isStop(error) && this.#fail(root, error), heard);
    addEventListener("unhandledrejection", ({ reason }) => isStop(reason) && this.#fail(root, reason), heard);
    root.addEventListener("qualify-reload", () => this.#again(root), heard);
    root.addEventListener("qualify-failed", () => this.#failed(root), heard);
    root.addEventListener("qualify-findings", () => this.#findings(root), heard);
    root.addEventListener("qualify-refused", () => this.#refused(root.dataset.refused.split(" ")), heard);
    try {
      const key = root.dataset.key;
      const signed = key !== undefined && import(file("signed.js")).then(({ signing }) => (root.isSigned = signing(root, key)));
      const asked = this.getAttribute("scheme");
      const scheme = asked === "light" || asked === "dark" ? asked : "";
      const [glue, text] = await Promise.all([(program ??= load()), (styles[scheme] ??= style(scheme)), signed]);
      if (this.#root !== root) return;
      this.#style = text;
      this.adoptedCallback();
      const mounted = await glue.mount(root);
      if (!mounted) throw new Error("messages");
      if (this.#root !== root) return mounted.destroy();
      this.#mounted = mounted;
      if (root.dataset.failed) this.#failed(root);
      else this.#tell("qualify-ready", { version: root.dataset.version });
    } catch (error) {
      program = undefined;
      styles = {};
      if (this.#root === root) this.#fail(root, error);
    }
  }

  // Another version of the program has other names, which only another version of this script knows.
  #again(root) {
    if (root.dataset.failed === "other_version") return location.reload();
    this.#end();
    this.#begin(root.dataset.address);
  }

  #end() {
    this.#ending?.abort();
    this.#mounted?.destroy();
    this.#mounted = this.#root = undefined;
    this.#shadow.replaceChildren();
  }

  // What is missing is said in the element's place, with the ways that always work: the page of its own, and pages without a program.
  #fail(root, error) {
    const isBarred = typeof WebAssembly !== "object" || error instanceof WebAssembly.CompileError;
    const why = isBarred ? "WebAssembly" : error.message;
    const told = Object.assign(document.createElement("p"), { textContent: `自测没有载入（${why}）。The self-check could not be loaded.` });
    const link = (to, textContent) => {
      const place = document.createElement("p");
      place.append(Object.assign(document.createElement("a"), { href: file(to), textContent }));
      return place;
    };
    root.replaceChildren(
      told,
      link(this.#ownPage(), "在单独的页面打开自测 · Open the self-check on its own page"),
      link(`${language(this.lang) || language(navigator.language) || "zh-Hans"}/programmes.html`, "阅读全部政策 · Read all programmes"),
    );
    const code = isBarred ? "no_webassembly" : isStop(error) ? "stopped" : "not_loaded";
    this.#tell("qualify-failed", { code, message: error.message });
  }

  // What is missing is said by the program itself, in the words of its language: the rules, or what comes after the first page.
  #failed(root) {
    this.#tell("qualify-failed", { code: root.dataset.failed, message: "rules, words or a part of the program cannot be used" });
  }

  // The page of its own, with the rules that are shown here if it has them (`data-packs`).
  #ownPage(address = "") {
    const pack = this.getAttribute("pack")?.split("/").at(-1);
    return `index.html${pack ? `?rules=${encodeURIComponent(pack)}` : ""}${address}`;
  }

  // A link within the self-check leads there, and leaves the host's address alone.
  #follow(event) {
    const link = event.target.closest?.('a[href^="#/"]');
    if (!link) return;
    event.preventDefault();
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) {
      // Somewhere else is the page of its own, never the host's.
      open(file(this.#ownPage(link.getAttribute("href"))), "_blank", "noopener");
      return;
    }
    this.#root.dataset.address = link.getAttribute("href");
    this.#root.dispatchEvent(new Happening("qualify-moved"));
  }

  #wish(name, value) {
    const waiting = this.#root?.dataset ?? this.#waiting;
    // What is wished before the program is there is done in turn, once it is; but what is to be forgotten need not be said first.
    if (name === "reset") delete waiting.answers;
    waiting[name] = name === "answers" && waiting.answers !== undefined ? waiting.answers + NEXT + value : value;
    this.#root?.dispatchEvent(new Happening("qualify-told"));
  }

  // How many, and nothing else unless the person agreed.
  #findings(root) {
    const numbers = root.dataset.counts.split(" ");
    const detail = {};
    let place = 0;
    for (const verdict of VERDICTS) detail[verdict] = Number(numbers[place++]);
    if (root.dataset.given) detail.answers = JSON.parse(root.dataset.given);
    this.#tell("qualify-findings", detail);
  }

  // Attributes are told from answers by what no key begins with.
  #refused(all) {
    const detail = { answers: [], attributes: [] };
    for (const name of all) {
      if (name[0] === "@") detail.attributes.push(name.slice(1));
      else detail.answers.push(name);
    }
    this.#tell("qualify-refused", detail);
  }

  #tell(name, detail) {
    this.dispatchEvent(new Told(name, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get("qualify-checker")) customElements.define("qualify-checker", Checker);
