import { Link } from '@tanstack/react-router'
import { addressOf } from '../../listen/web/address.ts'
import type { ListenLink } from '../../listen/web/listen-link.ts'

/** A link to the mentions that a filter means. */
export const ListenTo: ListenLink = ({ filter, ...props }) => <Link to="/listen" search={addressOf(filter)} {...props} />
