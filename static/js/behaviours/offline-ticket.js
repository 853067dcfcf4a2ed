/** Keeps this one page on the device, so that the code can be shown where there is no network. */
export default async function offlineTicket(ticket) {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(ticket.dataset.worker);
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data: isKept }) => {
    ticket.querySelector("[data-kept]").hidden = !isKept;
  };
  active.postMessage({ keep: location.href }, [port2]);
}
