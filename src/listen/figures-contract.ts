/** What can be counted of mentions. Every figure names the mentions it was counted from. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Filter, Mention } from './mention-contract.ts'

const Count = z.int().nonnegative()

/** One bar of a histogram: the mentions said in [from, until). */
export const Bar = z.object({ from: z.iso.datetime(), until: z.iso.datetime(), count: Count })
export type Bar = z.infer<typeof Bar>

/** One value of a facet and how many mentions have it, under the filter without this facet's own part. */
export const FacetValue = z.object({ value: z.string(), count: Count })
export type FacetValue = z.infer<typeof FacetValue>

/**
 * What a filter means, in figures: exactly the mentions that `listen.mentions` lists under it within [from, until), and those that
 * had to be forgotten since, of which only the count remains.
 */
export const Figures = z.object({
  /** The time that was counted: the filter's, or the last 30 days. */
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  /**
   * Days, weeks and months are those of the workspace's first market, beginning with the UTC hour in which they begin there; bars
   * that lie at an edge are cut there.
   */
  step: z.enum(['hour', 'day', 'week', 'month']),
  total: Count,
  /** How far `total` may be off, either way, 19 times in 20; 0 when it is exact. */
  margin: Count,
  bars: z.array(Bar),
  /** Most frequent first, at most 50 of each. `queries` by id, those that stand. */
  facets: z.object({
    places: z.array(FacetValue),
    langs: z.array(FacetValue),
    forms: z.array(FacetValue),
    queries: z.array(FacetValue),
    /** Of what is understood already. */
    sentiments: z.array(FacetValue),
    intents: z.array(FacetValue),
    needsAnswer: Count,
    /** Null for whoever may not know. */
    aboutStaff: Count.nullable(),
  }),
  /** False when words are searched and there are too many to look at each: all counts are then estimated from a sample over the whole time. */
  exact: z.boolean(),
})
export type Figures = z.infer<typeof Figures>

export const figures = endpoint({
  name: 'listen.figures',
  kind: 'read',
  needs: 'mention:read',
  about: 'How many mentions a filter means, over time and by place, language, form, query, sentiment and intent.',
  input: Filter,
  output: Figures,
})

/** How much one query hears. */
export const QueryFigures = z.object({
  queryId: z.uuid(),
  /** Mentions per day of the first market, oldest first, today last. */
  days: z.array(Count),
})

export const queryFigures = endpoint({
  name: 'listen.query_figures',
  kind: 'read',
  needs: 'query:read',
  about: 'Mentions of each standing query per day, over the last 30 days.',
  input: z.object({}),
  output: z.object({ queries: z.array(QueryFigures) }),
})

export const today = endpoint({
  name: 'listen.today',
  kind: 'read',
  needs: 'mention:read',
  about: 'The morning’s first look: three voices, what moves, and how much was heard.',
  input: z.object({}),
  output: z.object({
    /** Today in the first market, until now. */
    from: z.iso.datetime(),
    until: z.iso.datetime(),
    heard: Count,
    /** The median of the same hours of the last four same weekdays, of weeks in which anything was said; null before there are two to compare with. */
    usual: z.number().nonnegative().nullable(),
    /** Three that were said lately, by different people, about different things where possible. */
    voices: z.array(Mention),
    /** Mentions of the last seven days that are understood to need an answer, and that time. */
    needAnswer: z.object({ count: Count, from: z.iso.datetime(), until: z.iso.datetime() }),
    /** Queries that were heard clearly more or less in the last seven days than in the four weeks before, strongest first. */
    movers: z.array(z.object({
      queryId: z.uuid(),
      name: z.string(),
      /** Of the last seven days. */
      count: Count,
      /** Of an average week of the four before, since it was first heard. */
      before: z.number().nonnegative(),
      from: z.iso.datetime(),
      until: z.iso.datetime(),
    })),
    /** Null while nothing has been heard. */
    firstHeardAt: z.iso.datetime().nullable(),
    /** When the workspace began. */
    begunAt: z.iso.datetime(),
  }),
})
