import type { Method, ZoneDefinition } from '@tablee/board'

const label = (fr: string) => ({ fr, nl: fr, en: fr })

/** A small method of each kind of zone that the canvas shows more of than notes. */
export function tableMethod(): Method {
  const zone = (id: string, rest: Partial<ZoneDefinition>): ZoneDefinition => ({
    id,
    label: label(id),
    prompt: label(''),
    kind: 'sticky',
    options: {},
    feeds: null,
    ...rest,
  })
  return {
    id: 'm',
    version: '1.0.0',
    family: 'needs',
    title: label('m'),
    purpose: label('m'),
    steps: [],
    sets: [
      { id: 'roles', terms: [{ id: 'lead', label: label('Chef·fe d’équipe') }] },
      { id: 'near', terms: [{ id: 'same', label: label('Même besoin') }] },
    ],
    zones: [
      zone('needs', {
        kind: 'row',
        options: {
          max: 5,
          cols: [
            { id: 'who', label: label('Qui'), type: 'choice', set: 'roles', required: true },
            { id: 'need', label: label('Besoin'), type: 'text', required: true },
            { id: 'by', label: label('Quand'), type: 'date' },
            { id: 'after', label: label('Après'), type: 'link' },
            { id: 'votes', label: label('Voix'), type: 'vote' },
          ],
        },
      }),
      zone('families', { options: { group: true } }),
      zone('converge', { kind: 'link', options: { from: 'needs', to: 'needs', label: 'near' } }),
      zone('road', {
        kind: 'date',
        options: {
          cols: [
            { id: 'when', label: label('Quand'), type: 'date', required: true },
            { id: 'what', label: label('Quoi'), type: 'text', required: true },
          ],
        },
      }),
    ],
  }
}
