// What this file adds is comfort: every page and form works without it.

// Amounts get their thousands commas when the field is left; the server reads them with or without.
function groupThousands(field) {
  const plain = field.value.replace(/[₦,\s]/g, "");
  if (!/^\d+(\.\d{0,2})?$/.test(plain)) return;
  const [whole, rest] = plain.split(".");
  field.value = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ? "." + rest : "");
}

document.addEventListener("focusout", (event) => {
  if (event.target.matches?.("[data-money]")) groupThousands(event.target);
});

// A form is sent once: a second tap while the answer is on its way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  form.querySelectorAll("button").forEach((b) => b.setAttribute("aria-disabled", "true"));
});

// Coming back with the browser's button, the form may be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("button").forEach((b) => b.removeAttribute("aria-disabled"));
  });
});

// The summary of mistakes takes the focus, so that it is read out first.
document.querySelector("[data-focus]")?.focus();

// [data-poll] regions ask for themselves every two seconds. When the state that the page was
// rendered for has changed, the whole page is fetched again; else only the region is replaced.
const every = 2000;

async function poll(region) {
  if (document.hidden) return true;
  let answer;
  try {
    answer = await fetch(region.dataset.poll, { headers: { Accept: "text/html" } });
  } catch {
    return true; // offline: try again later, what is shown stays true as of its time
  }
  if (answer.redirected || answer.status === 404) return location.reload();
  if (!answer.ok) return true;
  if (answer.headers.get("Lendwright-State") !== region.dataset.state) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!region.contains(document.activeElement) && region.innerHTML !== page.body.innerHTML) {
    region.replaceChildren(...page.body.childNodes);
  }
  return true;
}

function keepPolling(region) {
  setTimeout(async () => (await poll(region)) && keepPolling(region), every);
}

document.querySelectorAll("[data-poll]").forEach(keepPolling);

// Pages with [data-reload] are fetched again while something goes on there; the reader stays where
// they are, and a page that is looked away from, or in which somebody types, waits.
const place = "lendwright-place:" + location.pathname;

function reload() {
  if (document.hidden || document.activeElement?.matches("input, select, textarea")) return setTimeout(reload, every);
  sessionStorage.setItem(place, String(scrollY));
  location.reload();
}

const was = sessionStorage.getItem(place);
if (was !== null) {
  sessionStorage.removeItem(place);
  scrollTo(0, Number(was));
}
if (document.querySelector("[data-reload]")) setTimeout(reload, every);
