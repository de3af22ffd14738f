// Comforts only: every page works without this module.

// A mark and its indicator light up together.
const light = (letters, on) => {
  for (const letter of letters) {
    document.getElementById(`card-${letter}`)?.classList.toggle("is-linked", on);
  }
};
const cardsOf = (mark) => mark.dataset.cards.trim().split(/\s+/);
for (const mark of document.querySelectorAll("[data-cards]")) {
  for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focus", true], ["blur", false]]) {
    mark.addEventListener(event, () => light(cardsOf(mark), on));
  }
}
for (const card of document.querySelectorAll("[data-letter]")) {
  const marks = [...document.querySelectorAll("[data-cards]")].filter((mark) => cardsOf(mark).includes(card.dataset.letter));
  for (const [event, on] of [["mouseenter", true], ["mouseleave", false]]) {
    card.addEventListener(event, () => marks.forEach((mark) => mark.closest(".ev").classList.toggle("is-linked", on)));
  }
}

// Escape puts an explanation away until the pointer or the focus moves on (WCAG 2.2, 1.4.13).
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.body.classList.add("no-tips");
});
for (const event of ["focusin", "mouseover"]) {
  document.addEventListener(event, () => document.body.classList.remove("no-tips"));
}

// A form is sent once. The button that was pressed goes with it, so it must not be disabled before.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

document.getElementById("faults")?.focus();
