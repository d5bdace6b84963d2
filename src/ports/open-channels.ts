/** A channel or group chat in which an admin lets answers be read by everybody there. A channel's threads are the channel. */
export interface OpenChannel {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly openedBy: { readonly id: string; readonly name: string };
  readonly openedAt: Date;
}

export interface OpenChannels {
  /** Opens it; who opened it first stays known. */
  open(channel: OpenChannel): Promise<'new' | 'already'>;
  /** False when it was not open. */
  close(tenantId: string, conversationId: string): Promise<boolean>;
  find(tenantId: string, conversationId: string): Promise<OpenChannel | undefined>;
}
