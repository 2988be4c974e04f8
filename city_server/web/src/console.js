// What the consoles do in the browser: htmx with its stream, and a few small helps for forms.
import htmx from "htmx.org";
import "htmx-ext-sse";

// The pages' security policy allows no inline style and no evaluated text.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyEnabled = false;
htmx.config.defaultSwapStyle = "outerHTML";

/** Characters as people count them: a letter with its variation selector is one. */
const letters = new Intl.Segmenter("ja", { granularity: "grapheme" });
const count = (text) => [...letters.segment(text)].length;

/** Write beside a field how many letters it holds. */
function showCount(field) {
  const place = document.getElementById(field.dataset.count);
  if (place) place.textContent = String(count(field.value));
}

/** 「すべて」 ticks every box of its group; ticking one away unticks 「すべて」. */
function tickGroup(changed) {
  const group = changed.closest("[data-tick-group]");
  if (!group) return;
  const all = group.querySelector("[data-tick-all]");
  const each = [...group.querySelectorAll("input[type=checkbox]:not([data-tick-all])")];
  if (changed === all) for (const box of each) box.checked = all.checked;
  else all.checked = each.every((box) => box.checked);
}

/** Letters as a search compares them: no width, no case, katakana as hiragana. */
const plain = (text) =>
  text.normalize("NFKC").toLowerCase().replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

/** Narrow a list of choices to those whose words hold every word typed. */
function narrow(field) {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  for (const row of document.querySelectorAll(`#${field.dataset.narrows} [data-words]`)) {
    row.hidden = !words.every((word) => row.dataset.words.includes(word));
  }
}

/** A preset fills the fields it names, and says so to whoever listens to them. */
function usePreset(button) {
  for (const [name, value] of Object.entries(JSON.parse(button.dataset.preset))) {
    const field = button.form.elements.namedItem(name);
    if (!field) continue;
    if (field.type === "checkbox") field.checked = Boolean(value);
    else field.value = value;
  }
  for (const field of button.form.querySelectorAll("[data-count]")) showCount(field);
  htmx.trigger(button.form, "preset");
}

/** Hand in one chosen file: how far it is, then its row in the form, or why it cannot be used. */
function handIn(field) {
  const part = field.closest("[data-files]");
  const [bar, told, hint] = ["progress", ".told", ".hint"].map((what) => part.querySelector(what));
  const request = new XMLHttpRequest();
  const data = new FormData();
  data.set("csrf", field.form.elements.namedItem("csrf").value);
  data.set("file", field.files[0]);
  const say = (words) => { told.replaceChildren(); told.textContent = words; };
  const done = () => { bar.hidden = true; field.value = ""; field.disabled = false; };
  request.upload.addEventListener("progress", ({ loaded, total }) => { bar.value = (100 * loaded) / total; });
  request.upload.addEventListener("load", () => { bar.removeAttribute("value"); say(hint.dataset.preparing); });
  request.addEventListener("load", () => {
    done();
    const answer = new DOMParser().parseFromString(request.responseText, "text/html").body;
    if (request.status === 200 && answer.querySelector("li.file")) {
      say("");
      part.querySelector(".files").append(...answer.children);
      htmx.trigger(field.form, "change");
    } else if (request.status === 422) told.replaceChildren(...answer.children);
    else say(hint.dataset.failed);
  });
  request.addEventListener("error", () => { done(); say(hint.dataset.failed); });
  bar.hidden = false;
  bar.value = 0;
  field.disabled = true;
  say(hint.dataset.sending);
  request.open("POST", part.dataset.files);
  request.send(data);
}

document.addEventListener("input", ({ target }) => {
  if (target.dataset?.count) showCount(target);
  if (target.dataset?.narrows) narrow(target);
});
document.addEventListener("change", ({ target }) => {
  if (target.type === "checkbox") tickGroup(target);
  if (target.dataset?.handsIn !== undefined && target.files.length) handIn(target);
  if (target.dataset?.submits !== undefined) target.form.requestSubmit();
});
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-preset]");
  if (button) usePreset(button);
  const drop = target.closest("[data-drops-file]");
  if (drop) {
    const { form } = drop;
    drop.closest("li").remove();
    htmx.trigger(form, "change");
  }
});

function ready() {
  for (const field of document.querySelectorAll("[data-count]")) showCount(field);
  // A form that is sent cannot be sent a second time by a second press.
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      else form.dataset.sent = "yes";
    });
  }
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
else ready();
