// What proposes pages is fetched once someone enters the field, not before.
document.addEventListener("focusin", async ({ target }) => {
  const form = target.closest?.("[data-portal-propose]");
  if (!form || target.name !== "q") return;
  try {
    (await import(form.dataset.portalScript)).begin(target);
  } catch { /* The form works without. */ }
});
