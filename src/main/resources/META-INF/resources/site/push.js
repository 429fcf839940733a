// Asks a visitor whether push messages may be shown, and tells Waymark about this browser. A site includes it as a script
// and calls waymarkPush.subscribe(...) when the visitor has asked for messages: browsers dislike pages that ask at once.
(() => {
  'use strict';

  const ID = 'waymark-push-device';
  const WORKER = '/waymark-push-worker.js';
  const TRIES = 5;
  const PAUSE_MS = 2_000;

  /**
   * @typedef {object} Site
   * @property {string} host address of Waymark
   * @property {string} writeKey of the site
   * @property {string} [anonymousId] the visitor's, as the SDK has it; or else
   * @property {string} [userId] of somebody who has signed in, with
   * @property {string} [userHash] which the site's server makes
   * @property {string} [worker] path of the site's own service worker
   */

  /** Asks, and registers this browser. Answers 'granted', 'denied', 'default' or 'unsupported'. @param {Site} site */
  async function subscribe(site) {
    if (!isSupported()) {
      return 'unsupported';
    }
    const permission = await Notification.requestPermission();
    if (permission === 'granted') {
      await register(site);
    }
    return permission;
  }

  /** Tells that this browser is still there, and whose it is, if it was allowed before; asks nobody. @param {Site} site */
  async function refresh(site) {
    if (isSupported() && Notification.permission === 'granted') {
      await register(site);
    }
  }

  /** Shows no messages any more. @param {Site} site */
  async function unsubscribe(site) {
    const registration = await navigator.serviceWorker.getRegistration(site.worker ?? WORKER);
    const subscription = await registration?.pushManager.getSubscription();
    await subscription?.unsubscribe();
    const id = localStorage.getItem(ID);
    if (id) {
      await call(site, `/v1/devices/${id}`, { method: 'DELETE' });
      localStorage.removeItem(ID);
    }
  }

  function isSupported() {
    return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  }

  async function register(site) {
    const registration = await navigator.serviceWorker.register(site.worker ?? WORKER);
    await navigator.serviceWorker.ready;
    const { publicKey } = await (await call(site, '/v1/push-key')).json();
    const subscription = await subscribed(registration.pushManager, bytes(publicKey));
    const body = JSON.stringify({ kind: 'web', ...subscription.toJSON() });
    const answer = await untilKnown(() =>
      call(site, '/v1/devices', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }),
    );
    localStorage.setItem(ID, (await answer.json()).id);
  }

  /** A browser that was asked with another key than today's takes nothing of ours. */
  async function subscribed(manager, applicationServerKey) {
    const known = await manager.getSubscription();
    const knownKey = known?.options?.applicationServerKey;
    if (known && knownKey && !isSame(new Uint8Array(knownKey), applicationServerKey)) {
      await known.unsubscribe();
    }
    return manager.subscribe({ userVisibleOnly: true, applicationServerKey });
  }

  /** The visitor's first event may still be on its way, and until it has come they are nobody. */
  async function untilKnown(ask) {
    for (let attempt = 1; ; attempt++) {
      const answer = await ask();
      if (answer.ok) {
        return answer;
      }
      if (answer.status !== 404 || attempt === TRIES) {
        throw new Error(`Waymark answered ${answer.status}`);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  function call(site, path, options) {
    const who = site.userId
      ? { userId: site.userId, userHash: site.userHash ?? '' }
      : { anonymousId: site.anonymousId ?? '' };
    return fetch(`${site.host}${path}?${new URLSearchParams({ writeKey: site.writeKey, ...who })}`, options);
  }

  function bytes(base64url) {
    const base64 = base64url.replaceAll('-', '+').replaceAll('_', '/');
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  }

  function isSame(one, other) {
    return one.length === other.length && one.every((byte, at) => byte === other[at]);
  }

  window.waymarkPush = { subscribe, refresh, unsubscribe };
})();
