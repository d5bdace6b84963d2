import process from 'node:process';

/**
 * Preloaded into each child of the demo. The launcher holds a channel to its children and closes it to
 * stop them; it closes by itself when the launcher dies, however that happens, and on every system. A
 * child with a handler for SIGTERM winds up its own way, another one just ends.
 */
process.once('disconnect', () => {
  if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(0);
});
// Listening must not keep a child alive that has nothing left to do.
process.channel?.unref();
