export interface GroupMember {
  readonly id: string;
  readonly userPrincipalName?: string;
}

export interface Groups {
  /** Users in the group, directly or through other groups; undefined when the id is no group's. */
  members(groupId: string, signal?: AbortSignal): Promise<readonly GroupMember[] | undefined>;
}
