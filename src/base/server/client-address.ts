/** Which address asks, for rate limits: set by the HTTP server, whatever the asker said. */
export const CLIENT_ADDRESS_HEADER = 'x-heed-client-address'
