// Pages proposed under the search field while one types. The form works without; whoever
// does not want it turns it off, and it stays off. Loaded by search_field.js.

const OFF = "portal-no-proposals";
const DELAY = 500;
const SHORTEST = 3;

let timer;
let asked;

const isOff = () => {
  try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
};
const turn = (off) => {
  try { if (off) localStorage.setItem(OFF, "1"); else localStorage.removeItem(OFF); } catch { /* Not kept: off for this page. */ }
};
const formOf = (node) => node.closest?.("[data-portal-propose]");
const fieldOf = (form) => form.querySelector("[name=q]");
const panelOf = (form) => form.querySelector(".proposals");
const optionsOf = (form) => [...form.querySelectorAll("[role=option]")];

function element(name, attributes, text) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text) node.textContent = text;
  return node;
}

function close(form) {
  clearTimeout(timer);
  asked?.abort();
  panelOf(form)?.remove();
  const field = fieldOf(form);
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function offerAgain(form) {
  if (form.querySelector(".proposals__again")) return;
  const again = element("button", { type: "button", class: "proposals__again" }, form.dataset.portalProposeAgain);
  again.addEventListener("click", () => {
    turn(false);
    again.remove();
    fieldOf(form).focus();
  });
  form.append(again);
}

function show(form, answer) {
  close(form);
  const panel = element("div", { class: "proposals" });
  panel.append(element("p", { class: "visually-hidden", role: "status" }, answer.status));
  if (answer.proposals.length) {
    const list = element("ul", { role: "listbox", id: "propositions", "aria-label": answer.status });
    answer.proposals.forEach((page, rank) => {
      const option = element("li", { role: "option", id: `proposition-${rank}`, "aria-selected": "false", "data-url": page.url });
      option.append(element("span", { lang: page.lang }, page.label), element("span", { class: "proposals__kind" }, ` ${page.kind}`));
      list.append(option);
    });
    const stop = element("button", { type: "button", class: "proposals__stop" }, answer.stop);
    stop.addEventListener("click", () => {
      turn(true);
      close(form);
      offerAgain(form);
      fieldOf(form).focus();
    });
    panel.append(list, stop);
    fieldOf(form).setAttribute("aria-expanded", "true");
  }
  form.append(panel);
}

async function ask(form) {
  asked?.abort();
  asked = new AbortController();
  const text = fieldOf(form).value.trim();
  try {
    const answer = await fetch(`${form.dataset.portalPropose}&q=${encodeURIComponent(text)}`, { signal: asked.signal });
    if (answer.ok && document.activeElement === fieldOf(form)) show(form, await answer.json());
  } catch { /* Away or too late: the form is enough. */ }
}

function move(form, step) {
  const options = optionsOf(form);
  if (!options.length) return;
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = (now + step + options.length + (now < 0 && step < 0 ? 1 : 0)) % options.length;
  options.forEach((option, rank) => option.setAttribute("aria-selected", String(rank === next)));
  fieldOf(form).setAttribute("aria-activedescendant", options[next].id);
  options[next].scrollIntoView({ block: "nearest" });
}

// Ready `field`, which someone has just entered.
export function begin(field) {
  const form = formOf(field);
  if (isOff()) {
    offerAgain(form);
    return;
  }
  for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": "propositions", "aria-expanded": "false" })) {
    if (!field.hasAttribute(name)) field.setAttribute(name, value);
  }
}

document.addEventListener("input", ({ target }) => {
  const form = formOf(target);
  if (!form || target !== fieldOf(form) || isOff()) return;
  close(form);
  if (target.value.trim().length >= SHORTEST) timer = setTimeout(ask, DELAY, form);
});

document.addEventListener("keydown", (event) => {
  const form = formOf(event.target);
  if (!form || event.target !== fieldOf(form)) return;
  if (!panelOf(form)) {
    // Closed with Escape: the arrow brings the list back, as in any field of this kind.
    if (event.key === "ArrowDown" && !isOff() && event.target.value.trim().length >= SHORTEST) {
      event.preventDefault();
      clearTimeout(timer);
      ask(form);
    }
    return;
  }
  const chosen = form.querySelector("[aria-selected=true]");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(form, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape") {
    event.preventDefault();
    close(form);
  } else if (event.key === "Enter" && chosen) {
    event.preventDefault();
    window.location.assign(chosen.dataset.url);
  }
});

document.addEventListener("click", ({ target }) => {
  const option = target.closest?.(".proposals [role=option]");
  if (option) window.location.assign(option.dataset.url);
});

document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const form = formOf(target);
  if (form && panelOf(form) && relatedTarget && !form.contains(relatedTarget)) close(form);
});

document.addEventListener("pointerdown", ({ target }) => {
  for (const panel of document.querySelectorAll(".proposals")) {
    if (!formOf(panel).contains(target)) close(formOf(panel));
  }
});

document.addEventListener("submit", ({ target }) => {
  if (formOf(target)) close(target);
});
