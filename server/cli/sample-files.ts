import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { agendaItemKinds } from '#app/features/agenda/rules.ts'
import { audienceRule } from '#app/features/audiences/forms.ts'
import { associationScopes, contactKinds, organiserKinds, recipientKinds } from '#app/features/directory/rules.ts'
import { attendanceModes, eventKinds, eventLevels, themes } from '#app/features/events/rules.ts'
import { givenAnswers } from '#app/features/invitations/rules.ts'
import { letterTexts } from '#app/features/letter-texts/forms.ts'
import { roleNames } from '#app/features/people/rules.ts'
import { priceLevels } from '#app/features/venues/rules.ts'
import { languages } from '#app/lib/languages.ts'

const language = z.enum(languages)
const localText = z.object({ fi: z.string(), sv: z.string().optional(), en: z.string().optional() })
const email = z.email().nullable()
const day = z.iso.date()
const time = z.iso.time({ precision: -1 })

/** A sending to an event, and how some of the invited answer. */
const sending = z.object({
  event: z.string(),
  audience: audienceRule,
  letter: letterTexts,
  answers: z.array(
    z.object({
      kind: z.enum(recipientKinds),
      id: z.string(),
      answer: z.enum(givenAnswers),
      people: z.int(),
      /** The letter of the table at which they sit. */
      table: z.string().optional(),
      message: z.string().nullable(),
    }),
  ),
})

const files = {
  organisers: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(organiserKinds),
      name: localText,
      place: localText.optional(),
      parentId: z.string().nullable(),
      subregion: z.string().nullable(),
      email,
      languages: z.array(z.enum(['fi', 'sv'])),
      population: z.int().nullable(),
    }),
  ),
  fields: z.array(z.object({ id: z.string(), name: localText })),
  associations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      fieldId: z.string(),
      scope: z.enum(associationScopes),
      municipalityId: z.string(),
      email,
      contactRole: z.string().nullable(),
      language,
    }),
  ),
  contacts: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(contactKinds),
      organiserId: z.string(),
      role: localText,
      email,
      language,
    }),
  ),
  bodies: z.array(
    z.object({
      id: z.string(),
      organiserId: z.string(),
      kind: z.string(),
      name: localText,
      statutory: z.boolean(),
      email,
      language,
    }),
  ),
  venues: z.array(
    z.object({
      id: z.string(),
      name: localText,
      type: z.string(),
      municipalityId: z.string(),
      seats: z.int(),
      seatsInGroups: z.int(),
      priceLevel: z.enum(priceLevels),
      terms: localText,
      access: z.object({ stepFree: z.boolean(), inductionLoop: z.boolean(), accessibleToilet: z.boolean() }),
      facilities: z.object({ hybridEquipment: z.boolean(), kitchen: z.boolean(), parking: z.boolean() }),
      bookingEmail: email,
    }),
  ),
  people: z.array(
    z.object({
      name: z.string(),
      email: z.email(),
      language,
      title: z.string().nullable(),
      roles: z.array(z.object({ role: z.enum(roleNames), scopeId: z.string() })),
    }),
  ),
  events: z.array(
    z.object({
      key: z.string(),
      organiserId: z.string(),
      convener: z.email(),
      kind: z.enum(eventKinds),
      level: z.enum(eventLevels),
      theme: z.enum(themes),
      /** One title, or one for each half of the year: a spring forum in December would look odd. */
      title: z.union([z.object({ spring: localText, autumn: localText }), localText]),
      description: localText,
      day,
      start: time,
      end: time,
      attendanceMode: z.enum(attendanceModes),
      venueId: z.string().nullable(),
      onlineUrl: z.url().nullable(),
      capacity: z.int().nullable(),
      /** Days between the last day to answer and the event. */
      answerByDays: z.int().nullable(),
      languages: z.array(language),
      state: z.enum(['draft', 'published', 'cancelled']),
      cancelReason: localText.optional(),
      /** Where the event was before it was moved. */
      movedFrom: z.object({ daysBefore: z.int(), start: time, end: time }).optional(),
      coOrganisers: z.array(z.string()).default([]),
      coPlanners: z.array(z.object({ email: z.email(), associationId: z.string() })).default([]),
      agenda: z
        .array(
          z.object({
            kind: z.enum(agendaItemKinds),
            title: z.string(),
            minutes: z.int(),
            presenter: z.string(),
            description: z.string(),
            before: z.boolean(),
            place: z.string().default(''),
            /** What runs side by side in this item. */
            tables: z
              .array(
                z.object({
                  title: z.string(),
                  presenter: z.string(),
                  place: z.string().default(''),
                  capacity: z.int().nullable(),
                }),
              )
              .default([]),
          }),
        )
        .default([]),
    }),
  ),
  invitations: sending,
  /** To the event that several organise. */
  countyInvitations: sending,
  /** Saved audiences. */
  audiences: z.array(z.object({ organiserId: z.string(), name: z.string(), rule: audienceRule })),
  proposals: z.array(
    z.object({
      id: z.string().regex(/^[0-9a-z]{20}$/),
      event: z.string(),
      proposer: z.email(),
      associationId: z.string(),
      daysAgo: z.int(),
      title: z.string(),
      why: z.string(),
      minutes: z.int(),
      speaker: z.string(),
      lang: language,
      /** The associations that stand behind it besides its own: each must have somebody in `people`. */
      supports: z.array(z.string()),
      comments: z.array(
        z.object({ author: z.email(), associationId: z.string().nullable(), text: z.string(), daysAgo: z.int() }),
      ),
    }),
  ),
}

export type Sample = { [Name in keyof typeof files]: z.infer<(typeof files)[Name]> }
export type SampleEvent = Sample['events'][number]

/**
 * Reads a sample network from the JSON files of a folder.
 * @throws when a file is missing or is not as it should be; the message names the file and the place in it
 */
export async function readSample(directory: string): Promise<Sample> {
  const read = async <T>(name: string, shape: z.ZodType<T>): Promise<T> => {
    const parsed = shape.safeParse(JSON.parse(await readFile(path.join(directory, `${name}.json`), 'utf8')))
    if (!parsed.success) throw new Error(`${name}.json: ${z.prettifyError(parsed.error)}`)
    return parsed.data
  }
  return {
    organisers: await read('organisers', files.organisers),
    fields: await read('fields', files.fields),
    associations: await read('associations', files.associations),
    contacts: await read('contacts', files.contacts),
    bodies: await read('bodies', files.bodies),
    venues: await read('venues', files.venues),
    people: await read('people', files.people),
    events: await read('events', files.events),
    audiences: await read('audiences', files.audiences),
    invitations: await read('invitations', files.invitations),
    countyInvitations: await read('county-invitations', files.countyInvitations),
    proposals: await read('proposals', files.proposals),
  }
}
