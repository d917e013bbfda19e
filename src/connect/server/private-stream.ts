const PREFIX = 'workspace:'

/** The key of a stream that one workspace hears alone: nobody else can come to the same. */
export const privateKey = (workspaceId: string, id: string): string => `${PREFIX}${workspaceId}:${id}`

/** Whether a stream belongs to one workspace alone, by its key. */
export const isPrivate = (key: string): boolean => key.startsWith(PREFIX)
