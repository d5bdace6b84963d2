import type { StoreTrouble } from '../../ports/probes.ts';
import { type Check, fail, ok } from '../check.ts';

const fixes: Readonly<Record<StoreTrouble, readonly [evidence: string, fix: string]>> = {
  'not-writable': [
    'the file or its folder can’t be written',
    'Give the user that runs the bot the right to write there (chown, or the volume’s owner), or name another place in DATABASE_URL.',
  ],
  'no-folder': [
    'there is no such folder, and it can’t be made',
    'Make the folder, or name another place in DATABASE_URL (in a container: mount the volume there).',
  ],
  locked: [
    'another process holds the file',
    'End whatever holds the file open for writing (a backup, a second bot): SQLite serves one bot; for several, set DATABASE_URL to a PostgreSQL database.',
  ],
  full: ['there is no room left', 'Make room on the disk that holds the database.'],
  'no-database': [
    'the file is no database, or a damaged one',
    'Put your last backup in its place; without one, move the file away, and the bot begins a new one.',
  ],
  'wrong-password': [
    'the server refuses the user or the password',
    'Mend user and password in DATABASE_URL (characters such as @ : / # % are written %40 %3A %2F %23 %25).',
  ],
  'unknown-database': [
    'the server has no such database',
    'Make it (createdb), or mend the name at the end of DATABASE_URL.',
  ],
  unreachable: [
    'the database server could not be reached',
    'Start the server, or mend host and port in DATABASE_URL, and let this machine through its firewall.',
  ],
  tls: [
    'the server and this machine do not agree on encryption',
    'Add ?sslmode=require to DATABASE_URL where the server asks for TLS, take sslmode out where it has none; for a private authority add sslrootcert=<file>.',
  ],
  'no-right': [
    'the user may not make or change tables there',
    'Give the user of DATABASE_URL the right: GRANT USAGE, CREATE ON SCHEMA public TO <user>; and make it the owner of the bot’s tables.',
  ],
  busy: [
    'the server takes no more connections',
    'Raise max_connections of the server, or end what holds its connections: the bot uses up to eight.',
  ],
  'read-only': [
    'the server takes no writes: it is a replica, or set read-only',
    'Name the primary server in DATABASE_URL.',
  ],
  newer: [
    'a newer version of the bot has changed this database',
    'Run that version, or put back the backup from before the upgrade.',
  ],
  unknown: [
    'the database could not be used',
    'Look at the database’s own log for the reason, and check DATABASE_URL.',
  ],
};

/** The state can be written: proven by writing, and taking it back. */
export const store: Check = {
  id: 'store',
  title: 'Store',
  needs: ['settings'],
  async run(probes, signal) {
    const standing = await probes.store(signal);
    if (standing.ok) return ok(standing.evidence);
    const [evidence, fix] = fixes[standing.trouble];
    return fail(`${evidence} (${standing.detail})`, fix);
  },
};
