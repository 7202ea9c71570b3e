// Between the window and YouTube's player. This page is served from http://127.0.0.1, because YouTube plays only for a
// page that sends a Referer, which the window's own origin does not.
//
// The window's messages (ui/player/youtube-messages.js has their shapes) become calls of YouTube's IFrame API; its events
// become messages to the window. Only the window that holds this page is heard and spoken to. Nothing is asked of YouTube
// before the window's "load".
//
// The API: https://developers.google.com/youtube/iframe_api_reference

const { video, windowOrigin, script, embed, origin } = document.documentElement.dataset;

const PLAYING = 1;
const PAUSED = 2;
const BUFFERING = 3;
const TIME_EVERY = 250; // milliseconds

let player = null; // from the moment at which it obeys
let wanted = { startAt: 0, play: true, rate: 1, captions: false, volume: 1, muted: false };
let seekWhenReady = false;
let started = false;
let rateTaken = false;
let soundTaken = false;

addEventListener("message", ({ origin: from, source, data }) => {
  if (from === windowOrigin && source === parent) obey(data);
});
tell({ kind: "listening" });

function tell(message) {
  parent.postMessage(message, windowOrigin);
}

function obey(message) {
  switch (message?.kind) {
    case "load":
      wanted = message;
      return loadApi();
    case "play":
      wanted.play = true;
      return player?.playVideo();
    case "pause":
      wanted.play = false;
      return player?.pauseVideo();
    case "seek":
      wanted.startAt = message.to;
      seekWhenReady = player === null;
      return seek(message.to);
    case "rate":
      wanted.rate = message.rate;
      rateTaken = false;
      return applyRate();
    case "sound":
      wanted.volume = message.volume;
      wanted.muted = message.muted;
      return applySound();
  }
}

function loadApi() {
  if (document.querySelector("iframe, script[data-api]")) return;
  window.onYouTubeIframeAPIReady = makePlayer;
  const element = document.createElement("script");
  element.dataset.api = "";
  element.src = script;
  element.onerror = () => tell({ kind: "error", code: "no-network" });
  document.head.append(element);
}

// The frame is made here and not by YT.Player, which would let it go without the referrer policy.
function makePlayer() {
  const frame = document.createElement("iframe");
  frame.id = "player";
  frame.title = "YouTube video";
  frame.allow = "autoplay; fullscreen; encrypted-media";
  frame.allowFullscreen = true;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = embedAddress();
  document.body.append(frame);
  new window.YT.Player("player", {
    events: { onReady, onStateChange, onError, onPlaybackRateChange },
  });
}

function embedAddress() {
  const address = new URL(`/embed/${encodeURIComponent(video)}`, embed);
  const parameters = { enablejsapi: 1, origin, playsinline: 1, rel: 0, start: Math.floor(wanted.startAt) };
  if (wanted.captions) parameters.cc_load_policy = 1;
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return address;
}

function onReady({ target }) {
  player = target;
  tell({ kind: "ready", duration: target.getDuration() || 0, rates: target.getAvailablePlaybackRates() });
  applyRate();
  applySound();
  if (seekWhenReady) seek(wanted.startAt);
  if (wanted.play) target.playVideo();
  else target.pauseVideo();
  setInterval(() => {
    if ([PLAYING, BUFFERING].includes(target.getPlayerState())) tellTime();
    tellSound();
  }, TIME_EVERY);
}

function onStateChange({ data }) {
  // The learner may use YouTube's own controls as well as the window's.
  if (data === PLAYING || data === PAUSED) wanted.play = data === PLAYING;
  if (data === PLAYING) started = true;
  if (data === PLAYING && !rateTaken) applyRate();
  // The position first: the window counts it as watched only while it knows the video to be playing.
  tellTime();
  tell({ kind: "state", state: data });
}

function onError({ data }) {
  tell({ kind: "error", code: data });
}

// YouTube may start at normal speed whatever it was told before; that is not the learner's choice.
function onPlaybackRateChange({ data }) {
  if (rateTaken) return tell({ kind: "rate", rate: data });
  rateTaken = started && data === nearestRate();
}

function applyRate() {
  if (!player) return;
  const there = player.getPlaybackRate() === nearestRate();
  rateTaken = started && there;
  if (!there) player.setPlaybackRate(nearestRate());
}

function applySound() {
  if (!player) return;
  soundTaken = false;
  player.setVolume(Math.round(wanted.volume * 100));
  if (wanted.muted) player.mute();
  else player.unMute();
}

// YouTube has no event for its volume. What was set here takes a moment; until it is there, what stands is not a choice.
function tellSound() {
  const volume = player.getVolume() / 100;
  const muted = player.isMuted();
  if (!Number.isFinite(volume) || typeof muted !== "boolean") return; // not known yet
  const same = Math.abs(volume - wanted.volume) < 0.006 && muted === wanted.muted;
  if (same) soundTaken = true;
  if (same || !soundTaken) return;
  wanted.volume = volume;
  wanted.muted = muted;
  tell({ kind: "sound", volume, muted });
}

function nearestRate() {
  const distance = (rate) => Math.abs(rate - wanted.rate);
  return player.getAvailablePlaybackRates().reduce((best, rate) => (distance(rate) < distance(best) ? rate : best), 1);
}

function seek(to) {
  if (!player) return;
  const moving = [PLAYING, BUFFERING].includes(player.getPlayerState());
  player.seekTo(to, true);
  // Told to seek, a video that was only cued starts to play.
  if (!moving && !wanted.play) player.pauseVideo();
  // A resting video sends no event when it is moved.
  setTimeout(tellTime, TIME_EVERY);
}

function tellTime() {
  if (!player) return;
  tell({
    kind: "time",
    position: player.getCurrentTime() || 0,
    duration: player.getDuration() || 0,
    rate: player.getPlaybackRate() || 1,
  });
}
