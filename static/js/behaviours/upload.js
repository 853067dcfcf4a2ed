/** Sends files in pieces, with progress; a broken line goes on where it stopped.
 *
 * On a form with one file input: `data-uploads` is where a file is announced. The server says where
 * its pieces go and how much of it is there already. When all have come the page is read anew.
 */
const TRIES = 8;

export default function upload(form) {
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-upload-list]");
  const token = form.querySelector("input[name=csrf_token]").value;
  form.querySelector("[data-upload-send]").hidden = true;

  const start = (files) => sendAll([...files], { form, list, token });
  input.addEventListener("change", () => start(input.files));
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const [name, over] of [["dragenter", true], ["dragover", true], ["dragleave", false], ["drop", false]]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.toggleAttribute("data-over", over);
    });
  }
  form.addEventListener("drop", (event) => start(event.dataTransfer.files));
}

async function sendAll(files, page) {
  const lines = files.map((file) => addLine(file, page.list));
  let failed = false;
  for (const [number, file] of files.entries()) {
    failed = !(await sendFile(file, lines[number], page)) || failed;
  }
  if (!failed) window.location.reload();
}

async function sendFile(file, line, { form, token }) {
  try {
    const body = new FormData();
    body.set("name", file.name);
    body.set("size", file.size);
    const begun = await ask(form.dataset.uploads, { method: "POST", body }, token);
    await sendPieces(file, begun, line, token);
    line.words.textContent = form.dataset.done;
    return true;
  } catch (problem) {
    line.words.textContent = problem.message;
    line.item.setAttribute("role", "alert");
    return false;
  }
}

async function sendPieces(file, { url, received, piece }, line, token) {
  let at = received;
  for (let tries = 0; at < file.size;) {
    line.bar.value = at;
    const body = file.slice(at, at + piece);
    try {
      const answer = await ask(`${url}?offset=${at}`, { method: "PUT", body }, token);
      at = answer.done ? file.size : answer.received;
      tries = 0;
    } catch (problem) {
      if (problem.received !== undefined) at = problem.received;
      else if (problem.isFinal || ++tries > TRIES) throw problem;
      else await new Promise((wake) => setTimeout(wake, 1000 * tries));
    }
  }
  line.bar.value = file.size;
}

async function ask(url, options, token) {
  const answer = await fetch(url, { ...options, headers: { "X-CSRFToken": token } });
  const said = await answer.json().catch(() => ({}));
  if (answer.ok) return said;
  const isFinal = answer.status < 500 && answer.status !== 429;
  throw Object.assign(new Error(said.message ?? answer.statusText), said, { isFinal });
}

function addLine(file, list) {
  const item = document.createElement("li");
  const name = document.createElement("b");
  const bar = document.createElement("progress");
  const words = document.createElement("span");
  name.textContent = file.name;
  bar.max = file.size;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  words.setAttribute("role", "status");
  item.append(name, bar, words);
  list.append(item);
  return { item, bar, words };
}
