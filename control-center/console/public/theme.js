// Runs before the first paint, so that a chosen theme never flashes the other one. A file of its own, because a content security
// policy may forbid inline scripts.
const chosen = localStorage.getItem("flotilla.theme");
if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
