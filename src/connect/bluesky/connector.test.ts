import { conforms } from '../conformance.ts'
import { bluesky } from './connector.ts'
import { openFakeJetstream } from './fake-jetstream.ts'

conforms(bluesky, () => openFakeJetstream({ wires: 'first' }))
conforms({ ...bluesky, id: 'bluesky-compressed' }, () => openFakeJetstream({ wires: 'both' }))
