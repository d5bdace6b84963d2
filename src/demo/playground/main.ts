import '../launcher/end-with-parent.ts';
import { createRequire } from 'node:module';
import { Server } from 'node:net';
import { keepToLoopback } from './keep-to-loopback.ts';

/** Microsoft's chat client as the demo runs it; its own arguments follow on the command line. */
keepToLoopback(Server.prototype);
createRequire(import.meta.url)('@microsoft/m365agentsplayground/cli.js');
