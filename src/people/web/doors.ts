import { get, post } from '../../base/web/call.ts'

/** The ways in and out, which better-auth answers. All throw CallError. */
const AUTH = '/api/auth'

/** Signs in. `not_signed_in` when address and password do not fit. */
export const signIn = (email: string, password: string): Promise<Response> => post(`${AUTH}/sign-in/email`, { email, password })

/** Has a link mailed, if there is such an account; nobody is told whether there is. */
export const mailLink = (email: string): Promise<Response> => post(`${AUTH}/sign-in/magic-link`, { email })

/** Signs in with the token of a mailed or printed link, which works once. */
export const spendLink = (token: string): Promise<Response> => post(`${AUTH}/sign-in/link`, { token })

/** Sets a new password with the token of a mailed link. */
export const resetPassword = (token: string, newPassword: string): Promise<Response> => post(`${AUTH}/reset-password`, { token, newPassword })

/** Gives an account that has none its first password. */
export const setPassword = (newPassword: string): Promise<Response> => post(`${AUTH}/set-password`, { newPassword })

/** Changes a password. `failed` when the current one is another. */
export const changePassword = (currentPassword: string, newPassword: string): Promise<Response> => post(`${AUTH}/change-password`, { currentPassword, newPassword })

/** Ends this browser's session. */
export const signOut = (): Promise<Response> => post(`${AUTH}/sign-out`, {})

/** Lets this browser's session last for another 30 days, if a day has passed since it last did. */
export const staySignedIn = (): Promise<Response> => get(`${AUTH}/get-session`)
