import { createHash } from 'node:crypto';
import type { Hash } from '../domain/look-chain.ts';

/** What chains the record of looks. */
export const sha256: Hash = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
