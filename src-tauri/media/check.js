// Can YouTube's hosts be reached from this computer, and does a Referer go out? This page is served from
// http://127.0.0.1 like the one that holds the player, so that its requests are like the player's.
//
// Nothing is asked of anybody before the window's "check". Only the window that holds this page is heard and spoken to.
// An answer whose content this page may not see is an answer: whatever it says, the host was reached.

const { windowOrigin, hosts } = document.documentElement.dataset;

const PATIENCE = 8000; // milliseconds

addEventListener("message", ({ origin, source, data }) => {
  if (origin === windowOrigin && source === parent && data?.kind === "check") check();
});
tell({ kind: "listening" });

function tell(message) {
  parent.postMessage(message, windowOrigin);
}

async function check() {
  await Promise.all(hosts.split("\n").map((line) => checkHost(...line.split(" "))));
  const sent = await refererIsSent();
  if (sent !== null) tell({ kind: "referer", sent });
  tell({ kind: "done" });
}

async function checkHost(host, address) {
  const start = performance.now();
  const reachable = await fetch(address, {
    mode: "no-cors",
    cache: "no-store",
    credentials: "omit",
    signal: AbortSignal.timeout(PATIENCE),
  }).then(
    () => true,
    () => false,
  );
  tell({ kind: "host", host, reachable, milliseconds: Math.round(performance.now() - start) });
}

// What our own server heard of the page that asked; null when it could not be asked.
async function refererIsSent() {
  try {
    const answer = await fetch("referer", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return (await answer.json()).referer === true;
  } catch {
    return null;
  }
}
