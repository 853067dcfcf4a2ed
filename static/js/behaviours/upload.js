/** Sends files in pieces, with progress; a broken line goes on where it stopped.
 *
 * On a form with one file input: `data-uploads` is where a file is announced. The server says where
 * its pieces go and how much of it is there already. While the line is broken `data-waiting` stands
 * beside it, and `data-lost` once it has given up. When all have come the page is read anew.
 */
const TRIES = 30;
const LONGEST_PAUSE = 10_000; // milliseconds

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
    const begin = () => ask(form.dataset.uploads, { method: "POST", body }, token);
    const begun = await patiently(begin, line, form.dataset);
    await sendPieces(file, begun, line, { token, words: form.dataset });
    line.words.textContent = form.dataset.done;
    return true;
  } catch (problem) {
    line.words.textContent = problem.message;
    line.item.setAttribute("role", "alert");
    return false;
  }
}

async function sendPieces(file, { url, received, piece }, line, { token, words }) {
  let at = received;
  while (at < file.size) {
    line.bar.value = at;
    const send = () => ask(`${url}?offset=${at}`, { method: "PUT", body: file.slice(at, at + piece) }, token);
    try {
      const answer = await patiently(send, line, words);
      at = answer.done ? file.size : answer.received;
    } catch (problem) {
      if (problem.received === undefined) throw problem;
      at = problem.received;
    }
  }
  line.bar.value = file.size;
}

/** Tries again while the line is broken or the server is busy, and says so. */
async function patiently(send, line, words) {
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await send();
      line.words.textContent = "";
      return answer;
    } catch (problem) {
      if (problem.isFinal || problem.received !== undefined) throw problem;
      if (tries > TRIES) throw new Error(words.lost);
      line.words.textContent = words.waiting;
      await pause(Math.min(1000 * tries, LONGEST_PAUSE));
    }
  }
}

/** Ends earlier when the browser is back on the net. */
function pause(milliseconds) {
  return new Promise((wake) => {
    const timer = setTimeout(done, milliseconds);
    window.addEventListener("online", done);
    function done() {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      wake();
    }
  });
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
