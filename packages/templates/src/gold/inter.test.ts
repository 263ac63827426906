import { expect, test } from 'vitest'
import { TEMPLATES } from '../templates.ts'
import { draw, unasked } from '../testing/gold-board.ts'

// As in needs.test.ts: fictional boards, and what "Extract" of each method makes of them, worked out by hand.

test('inter-peer-case: the case and what is asked, questions, advice by kind and tag, the plan and the takeaways', () => {
  const drawn = draw('inter-peer-case', {
    notes: [
      { zone: 'questions', text: 'Depuis quand ?' },
      {
        name: 'essai',
        zone: 'advice',
        text: 'Commencez par une équipe',
        cells: { kind: 'advice', tag: 'opportunity' },
      },
      {
        name: 'panne',
        zone: 'advice',
        text: 'Chez nous, la reprise a tout bloqué',
        cells: { kind: 'experience', tag: 'obstacle' },
      },
      {
        name: 'prix',
        zone: 'advice',
        text: 'Attention au prix des mises à jour',
        cells: { kind: 'warning', tag: 'obstacle' },
      },
      { zone: 'sort', text: '', cells: { card: '@essai', sort: 'try' } },
      { zone: 'sort', text: '', cells: { card: '@prix', sort: 'no' } },
      { zone: 'plan', text: 'Choisir l’équipe', cells: { by: '2027-01-15' } },
      { zone: 'plan', text: 'Relire le contrat', cells: { help: 'une juriste' } },
      { zone: 'takeaway', text: 'Toujours demander le prix de la suite', by: 'ada' },
      { zone: 'takeaway', text: 'Une équipe pilote', by: 'bea' },
      { zone: 'takeaway', text: 'Une reprise préparée', by: 'ben' },
      { zone: 'takeaway', text: 'De nulle part', by: 'cam' },
    ],
    organisations: { ada: 'Ferme des Saules', bea: 'Le Fil Rouge', ben: 'Le Fil Rouge' },
    texts: {
      frame: 'Ce qui se dit ici reste ici.',
      case: 'Un seul agenda pour trois maisons.',
      ask: 'Par où commencer ?',
    },
  })
  expect([drawn.value('situation'), drawn.value('ask'), drawn.value('frame')]).toEqual([
    { text: 'Un seul agenda pour trois maisons.' },
    { text: 'Par où commencer ?' },
    { text: 'Ce qui se dit ici reste ici.' },
  ])
  expect(drawn.rows('questions', '#text')).toEqual([['Depuis quand ?']])
  expect(drawn.rows('advice', 'text', 'kind', 'tag')).toEqual([
    ['Commencez par une équipe', 'advice', 'opportunity'],
    ['Chez nous, la reprise a tout bloqué', 'experience', 'obstacle'],
    ['Attention au prix des mises à jour', 'warning', 'obstacle'],
  ])
  expect(drawn.tally('adviceByKind')).toEqual([
    ['advice', 'opportunity', 1],
    ['experience', 'obstacle', 1],
    ['warning', 'obstacle', 1],
  ])
  expect(drawn.rows('sorted', 'card', 'sort')).toEqual([
    ['essai', 'try'],
    ['prix', 'no'],
  ])
  expect(drawn.gaps('adviceNotSorted')).toEqual({ open: ['panne'], covered: 2 })
  expect(drawn.rows('plan', 'step', 'by', 'help')).toEqual([
    ['Choisir l’équipe', '2027-01-15', null],
    ['Relire le contrat', null, 'une juriste'],
  ])
  expect(drawn.rows('helpRequests', 'step', 'help')).toEqual([['Relire le contrat', 'une juriste']])
  expect(drawn.rows('takeaways', '#text', '#organisation')).toEqual([
    ['Toujours demander le prix de la suite', 'Ferme des Saules'],
    ['Une équipe pilote', 'Le Fil Rouge'],
    ['Une reprise préparée', 'Le Fil Rouge'],
    ['De nulle part', null],
  ])
  expect(drawn.tally('takeawaysByOrganisation')).toEqual([
    ['Ferme des Saules', 1],
    ['Le Fil Rouge', 2],
  ])
  expect([drawn.value('adviceCount'), drawn.value('planCount')]).toEqual([{ value: 3 }, { value: 2 }])
})

test('inter-idea-mix: ideas per project by kind and by who wrote them, the harvest, contacts, and who took part where', () => {
  const drawn = draw('inter-idea-mix', {
    notes: [
      { zone: 'station', text: 'Une ressourcerie mobile', lane: 'project_1' },
      { zone: 'remarks', text: 'Le camion est trop grand', lane: 'project_1', by: 'pair' },
      { zone: 'remarks', text: 'Bel accueil', lane: 'project_2', by: 'pair' },
      { name: 'velo', zone: 'suggest', text: 'Un vélo cargo', lane: 'project_1', by: 'experte' },
      { zone: 'contacts', text: 'La coopérative des vélos', lane: 'project_1', by: 'pair' },
      { zone: 'wild', text: 'Un funiculaire', by: 'pair' },
      { zone: 'harvest', text: 'à essayer en mai', cells: { idea: '@velo' } },
      { zone: 'harvest', text: 'venue de nulle part' },
    ],
    experts: ['experte'],
  })
  expect(drawn.rows('remarks', '#text', '#lane', '#author')).toEqual([
    ['Le camion est trop grand', 'project_1', 'peer'],
    ['Bel accueil', 'project_2', 'peer'],
  ])
  expect(drawn.rows('suggestions', '#text', '#lane', '#author')).toEqual([
    ['Un vélo cargo', 'project_1', 'expert'],
  ])
  expect(drawn.rows('contacts', '#text', '#lane')).toEqual([['La coopérative des vélos', 'project_1']])
  expect(drawn.rows('wildIdeas', '#text', '#author')).toEqual([['Un funiculaire', 'peer']])
  expect(drawn.tally('ideasByAuthor')).toEqual([
    ['peer', 'remarks', 2],
    ['expert', 'suggest', 1],
    ['peer', 'contacts', 1],
    ['peer', 'wild', 1],
  ])
  expect(drawn.tally('participation')).toEqual([
    ['project_1', 'remarks', 1],
    ['project_2', 'remarks', 1],
    ['project_1', 'suggest', 1],
    ['project_1', 'contacts', 1],
  ])
  expect(drawn.rows('harvest', 'idea', 'why')).toEqual([
    ['velo', 'à essayer en mai'],
    [null, 'venue de nulle part'],
  ])
  expect(drawn.rows('harvestOrphans', 'why')).toEqual([['venue de nulle part']])
  expect(drawn.value('ideaCount')).toEqual({ value: 4 })
  expect(drawn.rows('stations', '#text', '#lane')).toEqual([['Une ressourcerie mobile', 'project_1']])
})

test('inter-evaluate: stages by verdict with counts and votes, proposals, disagreements, and how much was answered', () => {
  const drawn = draw('inter-evaluate', {
    notes: [
      { name: 'debut', zone: 'stages', text: 'Démarrage' },
      { name: 'fin', zone: 'stages', text: 'Clôture' },
      {
        name: 'visio',
        zone: 'improve',
        text: 'Les visioconférences',
        lane: 'debut',
        cells: { proposal: 'une heure au plus' },
      },
      { name: 'lettre', zone: 'improve', text: 'La lettre mensuelle', lane: 'debut' },
      {
        name: 'visite',
        zone: 'modify',
        text: 'Les visites',
        lane: 'fin',
        cells: { proposal: 'chez nous aussi' },
      },
      { name: 'table', zone: 'keep', text: 'La table ronde', lane: 'fin' },
      { name: 'quiz', zone: 'drop', text: 'Le quiz', lane: 'debut' },
      { zone: 'answer', text: 'trop long, c’est vrai', cells: { item: '@visio', answer: 'will' } },
      { zone: 'answer', text: 'dès janvier', cells: { item: '@visio', answer: 'will' } },
      { zone: 'answer', text: 'à voir', cells: { item: '@quiz', answer: 'study' } },
    ],
    arrows: [['table', 'quiz', 'disagree', 'priority']],
    results: {
      improve: { kind: 'dots', voters: 6, totals: { lettre: 5, visio: 2 } },
      drop: { kind: 'dots', voters: 6, totals: { quiz: 4 } },
    },
  })
  expect(drawn.tally('matrix')).toEqual([
    ['debut', 'improve', 2, 7],
    ['fin', 'modify', 1],
    ['fin', 'keep', 1],
    ['debut', 'drop', 1, 4],
  ])
  expect(drawn.rows('improve', 'what', '#votes', '#rank', '#lane')).toEqual([
    ['La lettre mensuelle', 5, 1, 'debut'],
    ['Les visioconférences', 2, 2, 'debut'],
  ])
  expect(drawn.rows('proposals', 'what', 'proposal')).toEqual([
    ['Les visioconférences', 'une heure au plus'],
    ['Les visites', 'chez nous aussi'],
  ])
  expect(drawn.links('disagreements')).toEqual([['table', 'quiz', 'priority']])
  // four things ask for an answer; two of them have one, one of these twice
  expect(drawn.value('answered')).toEqual({ of: 2, per: 4, value: 0.5 })
  expect(drawn.gaps('withoutAnswer')).toEqual({ open: ['lettre', 'visite'], covered: 2 })
  expect(drawn.rows('answers', 'item', 'answer', 'reason')).toEqual([
    ['visio', 'will', 'trop long, c’est vrai'],
    ['visio', 'will', 'dès janvier'],
    ['quiz', 'study', 'à voir'],
  ])
  expect(drawn.rows('stages', 'stage')).toEqual([['Démarrage'], ['Clôture']])
  expect(drawn.rows('modify', 'what', '#rank')).toEqual([['Les visites', null]])
  expect(drawn.rows('keep', 'what')).toEqual([['La table ronde']])
  expect(drawn.rows('drop', 'what', '#votes')).toEqual([['Le quiz', 4]])
})

test('inter-baton: three by five, how often each tag and keyword was given, and advice beside its difficulty', () => {
  const drawn = draw('inter-baton', {
    notes: [
      { name: 'temps', zone: 'difficulties', text: 'Jamais le temps', cells: { tag: 'fr_temps' } },
      {
        name: 'nuit',
        zone: 'difficulties',
        text: 'L’équipe de nuit oubliée',
        cells: { tag: 'fr_communication' },
      },
      { name: 'soir', zone: 'difficulties', text: 'Toujours le soir', cells: { tag: 'fr_temps' } },
      { zone: 'advice', text: 'Bloquer une heure par semaine', cells: { answers: '@temps' } },
      { zone: 'advice', text: 'Passer à 22 h', cells: { answers: '@nuit' } },
      { zone: 'phases', text: 'Essayer à deux', cells: { tag: 'ph_test' } },
      { zone: 'phases', text: 'Former sur place', cells: { tag: 'ph_formation' } },
      { zone: 'tools', text: 'Une page plastifiée', cells: { link: 'au mur' } },
      { zone: 'keywords', text: 'Patience' },
      { zone: 'keywords', text: 'patience ' },
      { zone: 'keywords', text: 'Humour' },
    ],
    texts: {
      why: 'Parce que personne ne trouvait les clés.',
      postcard: 'Cher futur porteur, commence petit.',
    },
  })
  expect(drawn.rows('difficulties', 'text', 'tag')).toEqual([
    ['Jamais le temps', 'fr_temps'],
    ['L’équipe de nuit oubliée', 'fr_communication'],
    ['Toujours le soir', 'fr_temps'],
  ])
  expect(drawn.rows('advice', 'text', 'answers')).toEqual([
    ['Bloquer une heure par semaine', 'temps'],
    ['Passer à 22 h', 'nuit'],
  ])
  expect(drawn.rows('phases', 'text', 'tag')).toEqual([
    ['Essayer à deux', 'ph_test'],
    ['Former sur place', 'ph_formation'],
  ])
  expect(drawn.rows('tools', 'text', 'link')).toEqual([['Une page plastifiée', 'au mur']])
  expect(drawn.rows('keywords', '#text')).toEqual([['Patience'], ['patience'], ['Humour']])
  expect(drawn.tally('obstacleTags')).toEqual([
    ['fr_temps', 2],
    ['fr_communication', 1],
  ])
  expect(drawn.tally('phaseTags')).toEqual([
    ['ph_test', 1],
    ['ph_formation', 1],
  ])
  expect(drawn.tally('keywordCloud')).toEqual([
    ['Patience', 2],
    ['Humour', 1],
  ])
  expect(drawn.gaps('difficultiesWithoutAdvice')).toEqual({ open: ['soir'], covered: 2 })
  expect(drawn.value('filled')).toEqual({ value: 11 })
  expect([drawn.value('why'), drawn.value('postcard')]).toEqual([
    { text: 'Parce que personne ne trouvait les clés.' },
    { text: 'Cher futur porteur, commence petit.' },
  ])
})

test('inter-effects: effects with category, sign and role, goals, different views, and what has changed since', () => {
  const effect = (zone: string, text: string, sign: string, role: string) => ({
    name: text,
    zone,
    text,
    cells: { sign, role },
  })
  const drawn = draw(
    'inter-effects',
    {
      notes: [
        {
          ...effect('employment', 'Moins de rappels le soir', 'po_positif', 'SOIN'),
          cells: { sign: 'po_positif', role: 'SOIN', tag: 'ee_stress', fact: 'deux appels au lieu de dix' },
        },
        effect('employment', 'Un écran de plus', 'po_negatif', 'ACC'),
        effect('process', 'Rapports prêts le 5', 'po_positif', 'DIR'),
        effect('services', 'Accueil plus court', 'po_negatif', 'SOIN'),
        { zone: 'goals', text: 'Ne plus recopier', cells: { reached: 'yes' } },
        { zone: 'goals', text: 'Zéro papier', cells: { reached: 'partly', why: 'les ordonnances' } },
      ],
      texts: { next: 'On garde, on revoit en juin.' },
      arrows: [['Moins de rappels le soir', 'Un écran de plus', 'contrast', 'nuance']],
    },
    {
      notes: [
        effect('employment', 'Des rappels', 'po_negatif', 'SOIN'),
        { zone: 'goals', text: 'Ne plus recopier', cells: { reached: 'no' } },
      ],
    },
  )
  expect(drawn.rows('effects', '#zone', 'effect', 'tag', 'sign', 'role', 'fact')).toEqual([
    [
      'employment',
      'Moins de rappels le soir',
      'ee_stress',
      'po_positif',
      'SOIN',
      'deux appels au lieu de dix',
    ],
    ['employment', 'Un écran de plus', null, 'po_negatif', 'ACC', null],
    ['process', 'Rapports prêts le 5', null, 'po_positif', 'DIR', null],
    ['services', 'Accueil plus court', null, 'po_negatif', 'SOIN', null],
  ])
  expect(drawn.tally('effectsBySign')).toEqual([
    ['employment', 'po_positif', 1],
    ['employment', 'po_negatif', 1],
    ['process', 'po_positif', 1],
    ['services', 'po_negatif', 1],
  ])
  expect(drawn.tally('effectsByRole')).toEqual([
    ['SOIN', 'po_positif', 1],
    ['ACC', 'po_negatif', 1],
    ['DIR', 'po_positif', 1],
    ['SOIN', 'po_negatif', 1],
  ])
  expect(drawn.rows('goals', 'goal', 'reached', 'why')).toEqual([
    ['Ne plus recopier', 'yes', null],
    ['Zéro papier', 'partly', 'les ordonnances'],
  ])
  expect(drawn.value('goalsFullyReached')).toEqual({ of: 1, per: 2, value: 0.5 })
  expect(drawn.tally('goalsReached')).toEqual([
    ['yes', 1],
    ['partly', 1],
  ])
  expect(drawn.links('contrasts')).toEqual([['Moins de rappels le soir', 'Un écran de plus', 'nuance']])
  expect(drawn.value('effectsSinceBefore')).toEqual({
    taken: true,
    changes: [
      { key: 'employment×po_positif', before: null, after: 1 },
      { key: 'employment×po_negatif', before: 1, after: 1 },
      { key: 'process×po_positif', before: null, after: 1 },
      { key: 'services×po_negatif', before: null, after: 1 },
    ],
  })
  expect(drawn.value('goalsSinceBefore')).toEqual({
    taken: true,
    changes: [
      { key: 'yes', before: null, after: 1 },
      { key: 'partly', before: null, after: 1 },
      { key: 'no', before: 1, after: null },
    ],
  })
  expect(drawn.value('next')).toEqual({ text: 'On garde, on revoit en juin.' })
})

test('inter-debrief: counts, requests for help, and the weather of the room', () => {
  const drawn = draw('inter-debrief', {
    notes: [
      { zone: 'learned', text: 'Commencer par une équipe' },
      { zone: 'learned', text: 'Demander le prix de la suite' },
      { zone: 'question', text: 'Qui paie la formation ?' },
      { zone: 'next', text: 'Appeler la fédération' },
      { zone: 'help', text: 'Relire le contrat', cells: { from: 'ac_juridique' } },
    ],
    results: { mood: { kind: 'choice', voters: 7, totals: { soleil: 4, nuages: 2, orage: 1 } } },
  })
  expect(
    ['learnedCount', 'questionCount', 'nextCount', 'helpCount'].map((rule) => drawn.value(rule)),
  ).toEqual([{ value: 2 }, { value: 1 }, { value: 1 }, { value: 1 }])
  expect(drawn.rows('helpRequests', 'need', 'from')).toEqual([['Relire le contrat', 'ac_juridique']])
  expect(drawn.value('mood')).toEqual({ voters: 7, totals: { soleil: 4, nuages: 2, orage: 1 } })
  expect(drawn.rows('learned', '#text')).toHaveLength(2)
  expect(drawn.rows('questions', '#text')).toEqual([['Qui paie la formation ?']])
  expect(drawn.rows('next', '#text')).toEqual([['Appeler la fédération']])
})

test('inter-case-sheet: every section of a case, which are missing, quotes by role, and the consent', () => {
  const drawn = draw('inter-case-sheet', {
    notes: [
      {
        zone: 'consent',
        text: 'le prénom n’est pas cité',
        cells: { level: 'an_pseudonyme', state: 'co_accorde' },
      },
      {
        zone: 'ident',
        text: '',
        cells: {
          sector: 'handicap',
          orgType: 'asbl',
          country: 'be',
          region: 'be_wal',
          size: 't2_10_49',
          projectKind: 'dossier_usager',
          pooling: 'mu_aucune',
        },
      },
      { zone: 'objectives', text: 'Ne plus recopier' },
      {
        zone: 'implementation',
        text: 'Trois ateliers',
        cells: { phase: 'ph_besoins', who: 'ENC', relative_time: 'M+2' },
      },
      {
        zone: 'opportunities',
        text: 'Une équipe l’a porté',
        cells: { title: 'Un moteur', tag: 'op_moteur', quote: 'On a tout essayé à deux.', role: 'SOIN' },
      },
      { zone: 'obstacles', text: 'Le wifi', cells: { tag: 'fr_technique', answer: 'un relais' } },
      {
        zone: 'obstacles',
        text: 'Peur de l’écran',
        cells: { tag: 'fr_resistance', quote: 'Je n’osais pas.', role: 'TS' },
      },
      {
        zone: 'effects',
        text: 'Moins de rappels',
        cells: { tag: 'ee_stress', sign: 'po_positif', role: 'SOIN' },
      },
    ],
    texts: { organisation: 'Un centre de jour.', description: 'Une fiche partagée.' },
  })
  expect(drawn.rows('consent', 'level', 'state', 'scope')).toEqual([
    ['an_pseudonyme', 'co_accorde', 'le prénom n’est pas cité'],
  ])
  expect(drawn.value('consentGiven')).toEqual({ value: true })
  expect(
    drawn.rows('identity', 'sector', 'orgType', 'country', 'region', 'size', 'projectKind', 'pooling'),
  ).toEqual([['handicap', 'asbl', 'be', 'be_wal', 't2_10_49', 'dossier_usager', 'mu_aucune']])
  const missing = [
    'Organisation',
    'Trigger',
    'Description',
    'Objectives',
    'Implementation',
    'Opportunities',
    'Obstacles',
    'Effects',
    'Pooling',
    'Inspirations',
  ].filter((section) => !(drawn.value(`has${section}`) as { value: boolean }).value)
  expect(missing).toEqual(['Trigger', 'Pooling', 'Inspirations'])
  expect(drawn.rows('quotes', 'role', 'quote')).toEqual([
    ['SOIN', 'On a tout essayé à deux.'],
    ['TS', 'Je n’osais pas.'],
  ])
  expect(drawn.value('organisation')).toEqual({ text: 'Un centre de jour.' })
  expect([drawn.value('trigger'), drawn.value('description')]).toEqual([
    { text: '' },
    { text: 'Une fiche partagée.' },
  ])
  expect(drawn.rows('objectives', '#text')).toEqual([['Ne plus recopier']])
  expect(drawn.rows('implementation', 'phase', 'what', 'who', 'relative_time')).toEqual([
    ['ph_besoins', 'Trois ateliers', 'ENC', 'M+2'],
  ])
  expect(drawn.rows('opportunities', 'title', 'text', 'tag')).toEqual([
    ['Un moteur', 'Une équipe l’a porté', 'op_moteur'],
  ])
  expect(drawn.rows('obstacles', 'text', 'tag', 'answer')).toEqual([
    ['Le wifi', 'fr_technique', 'un relais'],
    ['Peur de l’écran', 'fr_resistance', null],
  ])
  expect(drawn.rows('effects', 'text', 'tag', 'sign', 'role')).toEqual([
    ['Moins de rappels', 'ee_stress', 'po_positif', 'SOIN'],
  ])
  expect([drawn.rows('pooling', 'text'), drawn.rows('inspirations', 'text')]).toEqual([[], []])
})

test('nothing that these methods draw was left out above', () => {
  const left = TEMPLATES.filter(({ id }) => id.startsWith('inter-')).map((template) => [
    template.id,
    unasked(template),
  ])
  expect(left.filter(([, rules]) => rules?.length)).toEqual([])
})
