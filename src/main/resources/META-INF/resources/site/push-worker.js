// Shows push messages and leads a tap to where they say. A site serves one line of its own at /waymark-push-worker.js,
// because a browser takes service workers from the site only: importScripts('https://<waymark>/site/push-worker.js');
'use strict';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  const message = read(event.data);
  const shown = message
    ? self.registration.showNotification(message.title, {
        body: message.body,
        // the same message again takes the place of the first
        tag: message.id,
        data: { link: message.link },
      })
    : Promise.resolve();
  event.waitUntil(shown);
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const link = event.notification.data?.link ?? '';
  if (/^https?:\/\//.test(link)) {
    event.waitUntil(open(link));
  }
});

/** What is not ours is somebody else's to show. */
function read(data) {
  try {
    const message = data.json();
    return typeof message.id === 'string' && typeof message.title === 'string' ? message : null;
  } catch {
    return null;
  }
}

async function open(link) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = windows.find(({ url }) => url === link);
  return there ? there.focus() : self.clients.openWindow(link);
}
