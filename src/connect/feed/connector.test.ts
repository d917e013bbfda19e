import { conforms } from '../conformance.ts'
import { feed } from './connector.ts'
import { openFakeFeedServer } from './fake-feed-server.ts'

conforms(feed, openFakeFeedServer)
