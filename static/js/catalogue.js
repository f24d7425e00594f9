// After htmx replaced the results: the number is announced, the keyboard stays where
// it was, the sheet of a phone stays open. Without JavaScript links reload the page.

const results = () => document.querySelector("[data-portal-catalogue]");
const sheet = () => document.getElementById("filtres");
const filterButton = () => document.querySelector(".results__filter");
const isSheetOpen = () => CSS.supports("selector(:popover-open)") && Boolean(sheet()?.matches(":popover-open"));

let before = null;

function remember() {
  const focused = document.activeElement;
  before = {
    key: focused?.dataset.portalKey ?? null,
    hadFocus: Boolean(results()?.contains(focused)),
    isOpen: isSheetOpen(),
    scroll: sheet()?.scrollTop ?? 0,
  };
}

function announce() {
  const section = results()?.querySelector("[data-portal-count]");
  const count = document.getElementById("compte");
  const text = section?.dataset.portalCount.trim();
  if (count && text) {
    // Even the same number is news: the list changed.
    count.textContent = "";
    count.textContent = text;
  }
}

function restore() {
  if (!before) return;
  const { key, hadFocus, isOpen, scroll } = before;
  before = null;
  if (isOpen) {
    sheet().showPopover({ source: filterButton() });
    sheet().scrollTop = scroll;
  }
  if (!hadFocus || document.activeElement?.id === "q") return;
  const turnsPage = key?.startsWith("page-");
  const same = key && !turnsPage && results().querySelector(`[data-portal-key="${CSS.escape(key)}"]`);
  if (same) {
    same.focus({ preventScroll: true });
    return;
  }
  const list = results().querySelector("[data-portal-count]");
  list.tabIndex = -1;
  list.focus({ preventScroll: !turnsPage });
  if (turnsPage) list.scrollIntoView({ block: "start" });
}

// A sheet that was replaced while open no longer knows which button opened it.
document.addEventListener("toggle", (event) => {
  if (event.target.id !== "filtres" || event.newState !== "closed") return;
  const focused = document.activeElement;
  if (focused === document.body || event.target.contains(focused)) filterButton()?.focus();
}, true);

document.body.addEventListener("htmx:beforeSwap", remember);
document.body.addEventListener("htmx:afterSwap", () => {
  announce();
  restore();
});

// The server or the network failed: the ordinary way says so better.
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.body.addEventListener(name, (event) => {
    window.location.assign(event.detail.pathInfo.finalRequestPath);
  });
}
