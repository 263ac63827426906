import type { ScoreSummary } from '@tablee/board'
import { expect, test } from 'vitest'
import { TEMPLATES } from '../templates.ts'
import { draw, unasked } from '../testing/gold-board.ts'

// Boards of organisations that do not exist. What is expected was worked out from "Extract" in the description of each
// method and from what stands on the board, by hand.

const told = (n: number, median: number, spread: number): ScoreSummary => ({
  n,
  median,
  min: null,
  max: null,
  spread,
})
const untold = (n: number): ScoreSummary => ({ n, median: null, min: null, max: null, spread: null })

test('needs-macro-micro: needs ranked by their dots, the perimeter, the shelf, and how far it was narrowed', () => {
  const drawn = draw('needs-macro-micro', {
    notes: [
      { zone: 'macro', text: 'On ressaisit trois fois la même adresse' },
      {
        name: 'fiche',
        zone: 'needs',
        text: 'une seule fiche par bénéficiaire',
        cells: { who: 'pp_travailleurs', purpose: 'ne plus ressaisir' },
      },
      {
        name: 'agenda',
        zone: 'needs',
        text: 'voir les absences de la semaine',
        cells: { who: 'pp_encadrement', purpose: 'prévoir les remplacements' },
      },
      {
        name: 'rapport',
        zone: 'needs',
        text: 'sortir le rapport annuel sans recompter',
        cells: { who: 'pp_direction', purpose: 'tenir l’échéance du subside' },
      },
      { zone: 'micro_in', text: 'La fiche d’accueil' },
      { zone: 'micro_in', text: 'Les coordonnées' },
      { zone: 'micro_out', text: 'La facturation' },
      {
        zone: 'shelf',
        text: 'Une application pour les familles',
        cells: { condition: 'quand la fiche tourne' },
      },
    ],
    texts: { first_result: 'Toutes les admissions de mars dans la fiche.', why: 'Du temps pour l’accueil.' },
    results: { needs: { kind: 'dots', voters: 5, totals: { fiche: 7, rapport: 4, agenda: 4 } } },
  })
  expect(drawn.rows('needs', 'who', 'need', 'purpose', '#votes', '#rank')).toEqual([
    ['pp_travailleurs', 'une seule fiche par bénéficiaire', 'ne plus ressaisir', 7, 1],
    ['pp_encadrement', 'voir les absences de la semaine', 'prévoir les remplacements', 4, 2],
    ['pp_direction', 'sortir le rapport annuel sans recompter', 'tenir l’échéance du subside', 4, 2],
  ])
  expect(drawn.rows('inPerimeter', '#text')).toEqual([['La fiche d’accueil'], ['Les coordonnées']])
  expect(drawn.rows('outOfPerimeter', '#text')).toEqual([['La facturation']])
  expect(drawn.value('firstResult')).toEqual({ text: 'Toutes les admissions de mars dans la fiche.' })
  expect(drawn.rows('shelf', 'idea', 'condition')).toEqual([
    ['Une application pour les familles', 'quand la fiche tourne'],
  ])
  expect(drawn.value('narrowing')).toEqual({ of: 2, per: 3, value: 2 / 3 })
  expect(drawn.value('perimeterDefined')).toEqual({ value: true })
  expect(drawn.value('reason')).toEqual({ text: 'Du temps pour l’accueil.' })
})

test('needs-profiles: each need with its profile, what converges and clashes, who was heard and who is missing', () => {
  const drawn = draw('needs-profiles', {
    notes: [
      { name: 'TS', zone: 'profiles', text: 'TS', cells: { profile: 'pp_travailleurs', digital_ease: 2 } },
      { name: 'FAM', zone: 'profiles', text: 'FAM', cells: { profile: 'pp_proches', digital_ease: 4 } },
      { name: 'DIR', zone: 'profiles', text: 'DIR', cells: { profile: 'pp_direction' } },
      { zone: 'day', text: 'Je note la visite sur un papier, puis le soir à l’ordinateur', lane: 'TS' },
      {
        name: 'mobile',
        zone: 'needs',
        text: 'écrire sur place',
        lane: 'TS',
        cells: { frequency: 5, impact_if_nothing: 4, priority: 'must' },
      },
      {
        name: 'nouvelles',
        zone: 'needs',
        text: 'savoir comment s’est passée la visite',
        lane: 'FAM',
        cells: { frequency: 3, impact_if_nothing: 3, priority: 'should' },
      },
      {
        name: 'discret',
        zone: 'needs',
        text: 'ne pas tout partager',
        lane: 'TS',
        cells: { priority: 'must' },
      },
      { zone: 'absent', text: 'au café du jeudi', cells: { who: 'pp_benevoles', by: '2027-01-14' } },
      { zone: 'data_use', text: 'Heure de la visite', cells: { used_by: 'pp_proches', use: 'se rassurer' } },
    ],
    arrows: [
      ['mobile', 'nouvelles', 'converge', 'complete'],
      ['discret', 'nouvelles', 'tension', 'exposes'],
    ],
  })
  expect(
    drawn.rows('needs', '#text', '#lane', 'profile', 'frequency', 'impact_if_nothing', 'priority'),
  ).toEqual(
    expect.arrayContaining([
      ['écrire sur place', 'TS', 'pp_travailleurs', 5, 4, 'must'],
      ['savoir comment s’est passée la visite', 'FAM', 'pp_proches', 3, 3, 'should'],
      ['ne pas tout partager', 'TS', 'pp_travailleurs', null, null, 'must'],
    ]),
  )
  expect(drawn.links('convergence')).toEqual([['mobile', 'nouvelles', 'complete']])
  expect(drawn.links('tension')).toEqual([['discret', 'nouvelles', 'exposes']])
  expect(drawn.value('coverage')).toEqual({ of: 2, per: 3, value: 2 / 3 })
  expect(drawn.gaps('profilesWithoutVoice')).toEqual({ open: ['DIR'], covered: 2 })
  expect(drawn.rows('missingVoices', 'who', 'how', 'by')).toEqual([
    ['pp_benevoles', 'au café du jeudi', '2027-01-14'],
  ])
  expect(drawn.rows('dataUse', 'data', 'used_by', 'use')).toEqual([
    ['Heure de la visite', 'pp_proches', 'se rassurer'],
  ])
  expect(drawn.value('profileCount')).toEqual({ value: 3 })
  expect(drawn.rows('profiles', 'code', 'profile', 'digital_ease')).toEqual([
    ['TS', 'pp_travailleurs', 2],
    ['FAM', 'pp_proches', 4],
    ['DIR', 'pp_direction', null],
  ])
  expect(drawn.rows('ordinaryDay', '#lane', '#text')).toEqual([
    ['TS', 'Je note la visite sur un papier, puis le soir à l’ordinateur'],
  ])
})

test('needs-maturity: how each axis was scored, what is missing first, the targets, and what has changed since', () => {
  const drawn = draw(
    'needs-maturity',
    {
      notes: [
        { zone: 'prereq', text: 'Sauvegardes hors site', cells: { status: 'missing', owner: 'ICT' } },
        { zone: 'prereq', text: 'Un référent numérique', cells: { status: 'partial' } },
        { zone: 'prereq', text: 'Postes à jour', cells: { status: 'ok', owner: 'ICT' } },
        { zone: 'evidence', text: 'Deux pannes de serveur cet hiver', lane: 'materiel_reseau' },
        {
          zone: 'next',
          text: 'Compétences',
          cells: { from: 2, to: 3, how: 'une heure d’atelier par mois' },
        },
        { zone: 'gaps', text: 'La direction ne voit pas les pannes' },
      ],
      results: {
        axes: {
          kind: 'scores',
          voters: 4,
          scores: { strategie: told(4, 2.5, 3), competences: told(4, 3, 1), changement: untold(2) },
        },
      },
    },
    {
      results: {
        axes: { kind: 'scores', voters: 3, scores: { strategie: told(3, 1, 2), competences: untold(2) } },
      },
    },
  )
  expect(drawn.value('scores')).toEqual({
    voters: 4,
    scores: { strategie: told(4, 2.5, 3), competences: told(4, 3, 1), changement: untold(2) },
  })
  expect(drawn.rows('prerequisites', 'item', 'status', 'owner')).toEqual([
    ['Sauvegardes hors site', 'missing', 'ICT'],
    ['Un référent numérique', 'partial', null],
    ['Postes à jour', 'ok', 'ICT'],
  ])
  expect(drawn.value('missingPrerequisites')).toEqual({ value: 2 })
  expect(drawn.rows('targets', 'axis', 'from', 'to', 'how')).toEqual([
    ['Compétences', 2, 3, 'une heure d’atelier par mois'],
  ])
  expect(drawn.rows('evidence', '#text', '#lane')).toEqual([
    ['Deux pannes de serveur cet hiver', 'materiel_reseau'],
  ])
  expect(drawn.rows('gapsToDiscuss', '#text')).toEqual([['La direction ne voit pas les pannes']])
  expect(drawn.value('sinceBefore')).toEqual({
    taken: true,
    changes: [
      { key: 'strategie', before: 1, after: 2.5 },
      { key: 'competences', before: null, after: 3 },
    ],
  })
})

test('needs-frise: one line of time, who enters when, the turning points and the pitch', () => {
  const drawn = draw('needs-frise', {
    notes: [
      { zone: 'milestones', text: 'Premier agrément', cells: { when: '2009', kind: 'ph_ideation' } },
      { zone: 'milestones', text: 'Fusion avec La Passerelle', cells: { when: '2019-09' } },
      {
        zone: 'tools',
        text: 'Le classeur des admissions',
        cells: { from: '2009-03', to: '2021', kind: 'dossier_usager', why_end: 'illisible à deux' },
      },
      { zone: 'model', text: 'Réunion du lundi', lane: 'today' },
      { zone: 'actors', text: 'La fédération', cells: { type: 'pp_federation', enters: '2012' } },
      {
        zone: 'nodes',
        text: 'Le confinement',
        cells: { effect: 'opportunity', tag: 'le télétravail est devenu possible' },
      },
      { zone: 'questions', text: 'Qui paie la suite ?' },
    ],
    texts: { pitch: 'Dix ans de classeurs, un an de fiche.' },
  })
  expect(drawn.rows('timeline', '#text', 'from', 'to', 'when', 'kind', '#zone')).toEqual([
    ['Premier agrément', null, null, '2009', 'ph_ideation', 'milestones'],
    ['Le classeur des admissions', '2009-03', '2021', null, 'dossier_usager', 'tools'],
    ['Fusion avec La Passerelle', null, null, '2019-09', null, 'milestones'],
  ])
  expect(drawn.rows('stakeholders', 'who', 'type', 'enters')).toEqual([
    ['La fédération', 'pp_federation', '2012'],
  ])
  expect(drawn.rows('turningPoints', 'moment', 'effect', 'tag')).toEqual([
    ['Le confinement', 'opportunity', 'le télétravail est devenu possible'],
  ])
  expect(drawn.value('pitch')).toEqual({ text: 'Dix ans de classeurs, un an de fiche.' })
  expect(drawn.rows('operatingModel', '#text', '#lane')).toEqual([['Réunion du lundi', 'today']])
  expect(drawn.rows('questions', '#text')).toEqual([['Qui paie la suite ?']])
  expect(drawn.value('milestoneCount')).toEqual({ value: 2 })
})

test('needs-existing: tools with what was decided, how data flow, double work and weak points, the charter', () => {
  const drawn = draw('needs-existing', {
    notes: [
      { name: 'caisse', zone: 'tools', text: 'CaisseFacile', cells: { kind: 'caisse', cost: 'b2' } },
      { name: 'tableur', zone: 'tools', text: 'Tableur des dons', cells: { kind: 'crm', cost: 'b0' } },
      { name: 'compta', zone: 'tools', text: 'Comptalib', cells: { kind: 'facturation', cost: 'b2' } },
      {
        zone: 'decision',
        text: 'Tableur des dons',
        cells: { decision: 'replace', reason: 'une seule personne le comprend' },
      },
      { zone: 'decision', text: 'caissefacile', cells: { decision: 'connect' } },
      { zone: 'double', text: 'L’adresse du donateur, trois fois' },
      { zone: 'double', text: 'Le montant, deux fois' },
      { zone: 'fragile', text: 'Le mot de passe est sur un papier' },
      { zone: 'charter', text: 'Urgence', cells: { channel: 'téléphone' } },
      { zone: 'free', text: 'LibreOffice' },
    ],
    arrows: [
      ['caisse', 'compta', 'flows', 'manual'],
      ['tableur', 'compta', 'flows', 'paper'],
    ],
  })
  expect(drawn.rows('tools', 'tool', 'kind', 'cost', 'decision', 'reason')).toEqual([
    ['CaisseFacile', 'caisse', 'b2', 'connect', null],
    ['Tableur des dons', 'crm', 'b0', 'replace', 'une seule personne le comprend'],
    ['Comptalib', 'facturation', 'b2', null, null],
  ])
  expect(drawn.links('flows')).toEqual([
    ['caisse', 'compta', 'manual'],
    ['tableur', 'compta', 'paper'],
  ])
  expect([drawn.value('doubleEntries'), drawn.value('weakPoints')]).toEqual([{ value: 2 }, { value: 1 }])
  expect(drawn.rows('usageCharter', 'use', 'channel')).toEqual([['Urgence', 'téléphone']])
  expect(drawn.gaps('toolsWithoutDecision')).toEqual({ open: ['Comptalib'], covered: 2 })
  expect(drawn.tally('toolsByKind')).toEqual([
    ['caisse', 1],
    ['crm', 1],
    ['facturation', 1],
  ])
  expect(drawn.tally('costs')).toEqual([
    ['b2', 2],
    ['b0', 1],
  ])
  expect(drawn.rows('freeOptions', '#text')).toEqual([['LibreOffice']])
  expect(drawn.rows('decisions', 'tool', 'decision')).toEqual([
    ['Tableur des dons', 'replace'],
    ['caissefacile', 'connect'],
  ])
})

test('needs-facets: ten facets with their certainty, working life, the locks ranked and the levers', () => {
  const drawn = draw('needs-facets', {
    notes: [
      { zone: 'facets', text: 'Réparer plutôt que jeter', cells: { facet: 'finalite', certainty: 5 } },
      { zone: 'facets', text: 'Un poste pour deux', cells: { facet: 'technique', certainty: 2 } },
      { zone: 'qvt', text: 'moins de port de charges', cells: { facet: 'q_sante', sign: 'plus' } },
      { zone: 'qvt', text: '', cells: { facet: 'q_relations', sign: 'unknown' } },
      {
        name: 'temps',
        zone: 'locks',
        text: 'Pas une heure libre',
        cells: { obstacle: 'fr_temps', who_can_open: 'pp_direction' },
      },
      { name: 'peur', zone: 'locks', text: 'Peur d’être surveillé', cells: { obstacle: 'fr_peur_controle' } },
      { zone: 'levers', text: 'Une équipe soudée', cells: { opportunity: 'op_moteur' } },
      { zone: 'singular', text: 'Le seul atelier ouvert le samedi' },
    ],
    texts: { id_card: 'Atelier Vis-à-Vis, 12 personnes.' },
    results: { locks: { kind: 'dots', voters: 4, totals: { peur: 6, temps: 2 } } },
  })
  expect(drawn.rows('facets', 'facet', 'answer', 'certainty')).toEqual([
    ['finalite', 'Réparer plutôt que jeter', 5],
    ['technique', 'Un poste pour deux', 2],
  ])
  expect(drawn.gaps('facetsMissing')).toEqual({
    open: ['publics', 'travail_reel', 'donnees', 'argent', 'droit', 'acteurs', 'rythme', 'risques'],
    covered: 2,
  })
  expect(drawn.value('facetCount')).toEqual({ value: 2 })
  expect(drawn.tally('workingLifeSigns')).toEqual([
    ['q_sante', 'plus', 1],
    ['q_relations', 'unknown', 1],
  ])
  expect(drawn.rows('workingLife', 'facet', 'sign', 'why')).toEqual([
    ['q_sante', 'plus', 'moins de port de charges'],
    ['q_relations', 'unknown', null],
  ])
  expect(drawn.rows('locks', 'lock', 'obstacle', 'who_can_open', '#votes', '#rank')).toEqual([
    ['Peur d’être surveillé', 'fr_peur_controle', null, 6, 1],
    ['Pas une heure libre', 'fr_temps', 'pp_direction', 2, 2],
  ])
  expect(drawn.tally('locksByObstacle')).toEqual([
    ['fr_temps', 1, 2],
    ['fr_peur_controle', 1, 6],
  ])
  expect(drawn.rows('levers', 'lever', 'opportunity')).toEqual([['Une équipe soudée', 'op_moteur']])
  expect(drawn.rows('singular', '#text')).toEqual([['Le seul atelier ouvert le samedi']])
  expect(drawn.value('identityCard')).toEqual({ text: 'Atelier Vis-à-Vis, 12 personnes.' })
})

test('needs-six-dimensions: six scores, facts beside each, what to change and who is left out', () => {
  const scores = { d_accessibilite: told(3, 1, 2), d_utilite: told(3, 4, 1), d_discutabilite: untold(1) }
  const drawn = draw('needs-six-dimensions', {
    notes: [
      { zone: 'facts', text: 'Aucun écran adapté au fauteuil', lane: 'd_accessibilite' },
      { zone: 'facts', text: 'On s’en sert tous les jours', lane: 'd_utilite' },
      {
        zone: 'improve',
        text: 'Agrandir les boutons',
        cells: { target: 'tool', dimension: 'd_accessibilite' },
      },
      {
        zone: 'excluded',
        text: 'pas de téléphone',
        cells: { who: 'pp_beneficiaire', alternative: 'guichet' },
      },
    ],
    texts: { debate: 'Qui décide des écrans ?' },
    results: { scores: { kind: 'scores', voters: 3, scores } },
  })
  expect(drawn.value('scores')).toEqual({ voters: 3, scores })
  expect(drawn.rows('facts', '#lane', '#text')).toEqual([
    ['d_accessibilite', 'Aucun écran adapté au fauteuil'],
    ['d_utilite', 'On s’en sert tous les jours'],
  ])
  expect(drawn.rows('changes', 'change', 'target', 'dimension')).toEqual([
    ['Agrandir les boutons', 'tool', 'd_accessibilite'],
  ])
  expect(drawn.rows('excluded', 'who', 'why', 'alternative')).toEqual([
    ['pp_beneficiaire', 'pas de téléphone', 'guichet'],
  ])
  expect(drawn.value('excludedCount')).toEqual({ value: 1 })
  expect(drawn.value('debate')).toEqual({ text: 'Qui décide des écrans ?' })
})

test('needs-three-legs: initiatives on each leg, their balance, what stands on two, and what the public has and the team lacks', () => {
  const scores = { people: told(5, 4, 2), rse: told(5, 2, 3), digital: told(5, 3, 1) }
  const drawn = draw('needs-three-legs', {
    notes: [
      { name: 'tandem', zone: 'people', text: 'Tandems entre ateliers' },
      { name: 'repair', zone: 'rse', text: 'Café réparation' },
      { zone: 'rse', text: 'Zéro papier' },
      { zone: 'digital', text: 'Prêt de tablettes' },
      { zone: 'parity', text: 'Cours de tablette', cells: { public: 'yes', team: 'no' } },
      { zone: 'parity', text: 'Écoute', cells: { public: 'yes', team: 'yes' } },
      { zone: 'parity', text: 'Vélos partagés', cells: { public: 'no', team: 'no' } },
      { zone: 'move', text: 'Ouvrir le cours à l’équipe', cells: { who: 'Samira', by: '2027-02' } },
    ],
    arrows: [['tandem', 'repair', 'cross', 'strengthens']],
    results: { weight: { kind: 'scores', voters: 5, scores } },
  })
  expect(drawn.rows('people', '#text')).toEqual([['Tandems entre ateliers']])
  expect(drawn.rows('responsibility', '#text')).toEqual([['Café réparation'], ['Zéro papier']])
  expect(drawn.rows('digital', '#text')).toEqual([['Prêt de tablettes']])
  expect(drawn.value('initiativeCount')).toEqual({ value: 4 })
  expect(drawn.value('balance')).toEqual({ voters: 5, scores })
  expect(drawn.links('multiLeg')).toEqual([['tandem', 'repair', 'strengthens']])
  expect(drawn.rows('parityGaps', 'offer')).toEqual([['Cours de tablette']])
  expect(drawn.rows('move', 'what', 'who', 'by')).toEqual([
    ['Ouvrir le cours à l’équipe', 'Samira', '2027-02'],
  ])
})

test('needs-spec: requirements with their checks, those without a need, the glossary and the data', () => {
  const drawn = draw('needs-spec', {
    notes: [
      {
        zone: 'requirements',
        text: 'Retrouver un dossier en moins d’une minute',
        cells: {
          ref: 'E1',
          check: 'chronométré par trois personnes',
          priority: 'must',
          profile: 'pp_travailleurs',
          need: 'le besoin 3 du premier tableau',
        },
      },
      {
        zone: 'requirements',
        text: 'Travailler sans réseau',
        cells: { ref: 'E2', priority: 'should' },
      },
      { zone: 'glossary', text: 'Admission', cells: { meaning: 'première journée au centre' } },
      {
        zone: 'data',
        text: 'Allergies',
        cells: { sensitive: 'yes', access: 'l’équipe soignante', retention: '5 ans' },
      },
      { zone: 'integration', text: 'Comptalib', cells: { direction: 'out', mode: 'fichier mensuel' } },
      { zone: 'service', text: 'Trois demi-journées sur place', cells: { topic: 'training' } },
      {
        zone: 'reporting',
        text: 'Nombre de journées',
        cells: { for: 'pp_regulateur', frequency: 'par trimestre' },
      },
      { zone: 'outside', text: 'La paie' },
      { zone: 'guardian', text: '', cells: { role: 'IT', backup: 'ACC' } },
    ],
    texts: { context: 'Un centre de jour, 40 places.' },
  })
  expect(drawn.rows('requirements', 'ref', 'requirement', 'priority', 'check', 'need')).toEqual([
    [
      'E1',
      'Retrouver un dossier en moins d’une minute',
      'must',
      'chronométré par trois personnes',
      'le besoin 3 du premier tableau',
    ],
    ['E2', 'Travailler sans réseau', 'should', null, null],
  ])
  expect(drawn.rows('orphans', 'ref')).toEqual([['E2']])
  expect(drawn.tally('byPriority')).toEqual([
    ['must', 1],
    ['should', 1],
  ])
  expect([drawn.value('requirementCount'), drawn.value('verifiable')]).toEqual([{ value: 2 }, { value: 1 }])
  expect(drawn.rows('glossary', 'term', 'meaning')).toEqual([['Admission', 'première journée au centre']])
  expect(drawn.rows('dataInventory', 'data', 'sensitive', 'access', 'retention')).toEqual([
    ['Allergies', 'yes', 'l’équipe soignante', '5 ans'],
  ])
  expect(drawn.rows('integrations', 'tool', 'direction', 'mode')).toEqual([
    ['Comptalib', 'out', 'fichier mensuel'],
  ])
  expect(drawn.rows('service', 'topic', 'expectation')).toEqual([
    ['training', 'Trois demi-journées sur place'],
  ])
  expect(drawn.rows('reporting', 'for', 'report', 'frequency')).toEqual([
    ['pp_regulateur', 'Nombre de journées', 'par trimestre'],
  ])
  expect(drawn.rows('outside', '#text')).toEqual([['La paie']])
  expect(drawn.rows('guardians', 'role', 'backup')).toEqual([['IT', 'ACC']])
  expect(drawn.value('context')).toEqual({ text: 'Un centre de jour, 40 places.' })
})

test('nothing that these methods draw was left out above', () => {
  const left = TEMPLATES.filter(({ id }) => id.startsWith('needs-')).map((template) => [
    template.id,
    unasked(template),
  ])
  expect(left.filter(([, rules]) => rules?.length)).toEqual([])
})
