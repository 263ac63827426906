import type { ScoreSummary } from '@tablee/board'
import { expect, test } from 'vitest'
import { TEMPLATES } from '../templates.ts'
import { draw, unasked } from '../testing/gold-board.ts'

// As in needs.test.ts: fictional boards, and what "Extract" of each method makes of them, worked out by hand.

const told = (median: number, spread: number): ScoreSummary => ({
  n: 4,
  median,
  min: null,
  max: null,
  spread,
})

test('stake-circles: stakeholders with type, circle and level, signed edges, the forgotten, and beneficiaries', () => {
  const drawn = draw('stake-circles', {
    notes: [
      { name: 'equipe', zone: 'core', text: 'L’équipe du soir' },
      { name: 'residents', zone: 'involved', text: 'Les résidents' },
      { name: 'commune', zone: 'concerned', text: 'La commune' },
      { name: 'voisins', zone: 'outer', text: 'Les voisins' },
      { zone: 'forgotten', text: 'Les stagiaires' },
      {
        zone: 'involvement',
        text: '',
        cells: { who: '@equipe', type: 'pp_travailleurs', level: 'codecide', from_phase: 'ph_besoins' },
      },
      {
        zone: 'involvement',
        text: 'conseil de maison',
        cells: { who: '@residents', type: 'pp_beneficiaire', level: 'consult' },
      },
    ],
    arrows: [
      ['commune', 'equipe', 'links', 'money'],
      ['voisins', 'residents', 'links', 'tension'],
    ],
  })
  expect(drawn.rows('stakeholders', '#text', '#zone', 'type', 'level', 'from_phase')).toEqual([
    ['L’équipe du soir', 'core', 'pp_travailleurs', 'codecide', 'ph_besoins'],
    ['Les résidents', 'involved', 'pp_beneficiaire', 'consult', null],
    ['La commune', 'concerned', null, null, null],
    ['Les voisins', 'outer', null, null, null],
  ])
  expect(drawn.links('edges')).toEqual([
    ['commune', 'equipe', 'money', 'plus'],
    ['voisins', 'residents', 'tension', 'minus'],
  ])
  expect(drawn.rows('forgotten', '#text')).toEqual([['Les stagiaires']])
  expect(drawn.value('beneficiariesPresent')).toEqual({ value: true })
  expect(drawn.tally('levels')).toEqual([
    ['pp_travailleurs', 'codecide', 1],
    ['pp_beneficiaire', 'consult', 1],
  ])
  expect(drawn.gaps('withoutInvolvement')).toEqual({ open: ['commune', 'voisins'], covered: 2 })
  expect(drawn.tally('byCircle')).toEqual([
    ['core', 1],
    ['involved', 1],
    ['concerned', 1],
    ['outer', 1],
  ])
  expect(drawn.rows('involvement', 'who', 'level', 'how')).toEqual([
    ['equipe', 'codecide', null],
    ['residents', 'consult', 'conseil de maison'],
  ])
  const without = draw('stake-circles', { notes: [{ zone: 'core', text: 'Direction' }] })
  expect(without.value('beneficiariesPresent')).toEqual({ value: false })
})

test('stake-influence-adhesion: positions of today and of tomorrow, moves, gestures, and relays with a second channel', () => {
  const drawn = draw('stake-influence-adhesion', {
    notes: [
      { name: 'chef', zone: 'q_opponent', text: 'Chef d’atelier' },
      { name: 'chefPlusTard', zone: 'q_ambassador', text: 'Chef d’atelier' },
      { name: 'accueil', zone: 'q_ally', text: 'Accueil' },
      { name: 'nuit', zone: 'q_watch', text: 'Équipe de nuit' },
      {
        zone: 'gestures',
        text: 'Lui confier le premier essai',
        cells: { role: 'ENC', carrier: 'DIR', by: '2027-01-11' },
      },
      { zone: 'relay', text: 'affiche au vestiaire', cells: { relay: 'ACC' } },
      { zone: 'relay', text: '', cells: { relay: 'SOIN' } },
      { zone: 'loss_gain', text: 'son planning à lui', cells: { role: 'ENC', gain: 'ses soirées' } },
    ],
    arrows: [['chef', 'chefPlusTard', 'moves', 'more_support']],
  })
  expect(drawn.rows('positions', '#text', '#influence', '#support', '#t')).toEqual([
    ['Chef d’atelier', 'high', 'high', 'target'],
    ['Chef d’atelier', 'high', 'low', 'now'],
    ['Accueil', 'low', 'high', 'now'],
    ['Équipe de nuit', 'low', 'low', 'now'],
  ])
  expect(drawn.tally('positionCounts')).toEqual([
    ['high', 'low', 1],
    ['low', 'high', 1],
    ['low', 'low', 1],
  ])
  expect(drawn.tally('targetCounts')).toEqual([['high', 'high', 1]])
  expect(drawn.links('moves')).toEqual([['chef', 'chefPlusTard', 'more_support']])
  expect(drawn.rows('gestures', 'role', 'gesture', 'carrier', 'by')).toEqual([
    ['ENC', 'Lui confier le premier essai', 'DIR', '2027-01-11'],
  ])
  expect(drawn.value('relaysWithBackup')).toEqual({ of: 1, per: 2, value: 0.5 })
  expect(drawn.rows('relays', 'relay', 'backup_channel')).toEqual([
    ['ACC', 'affiche au vestiaire'],
    ['SOIN', null],
  ])
  expect(drawn.rows('lossGain', 'role', 'loss', 'gain')).toEqual([
    ['ENC', 'son planning à lui', 'ses soirées'],
  ])
})

test('stake-expectations: expectations by public and by answer, conflicts with their arbiter, a sentence for each public', () => {
  const drawn = draw('stake-expectations', {
    notes: [
      { zone: 'expect', text: 'Que ça marche au sous-sol', cells: { who: 'pp_travailleurs', intensity: 4 } },
      { name: 'qui', zone: 'will', text: 'Savoir qui vient', cells: { who: 'pp_direction', intensity: 3 } },
      { zone: 'later', text: 'Payer en ligne', cells: { who: 'pp_clients' } },
      { name: 'tout', zone: 'wont', text: 'Voir les messages de l’équipe', cells: { who: 'pp_direction' } },
      { zone: 'other', text: 'Une réunion de plus' },
      { zone: 'conflict', text: '', cells: { a: '@qui', b: '@tout', arbiter: 'CA', by: '2027-03' } },
      { zone: 'conflict', text: '', cells: { a: '@tout', b: '@qui' } },
      { zone: 'sentence', text: 'Vous verrez qui vient, pas ce qui se dit.', cells: { who: 'pp_direction' } },
    ],
  })
  expect(drawn.tally('expectationsByType')).toEqual([
    ['pp_travailleurs', 'expect', 1],
    ['pp_direction', 'will', 1],
    ['pp_clients', 'later', 1],
    ['pp_direction', 'wont', 1],
  ])
  expect(drawn.rows('expectations', '#text', 'who', '#zone', 'intensity')).toEqual([
    ['Que ça marche au sous-sol', 'pp_travailleurs', 'expect', 4],
    ['Savoir qui vient', 'pp_direction', 'will', 3],
    ['Payer en ligne', 'pp_clients', 'later', null],
    ['Voir les messages de l’équipe', 'pp_direction', 'wont', null],
    ['Une réunion de plus', null, 'other', null],
  ])
  expect(drawn.value('decided')).toEqual({ value: 4 })
  for (const [zone, text] of [
    ['will', 'Savoir qui vient'],
    ['later', 'Payer en ligne'],
    ['wont', 'Voir les messages de l’équipe'],
    ['otherAnswers', 'Une réunion de plus'],
  ] as const)
    expect(drawn.rows(zone, '#text')).toEqual([[text]])
  expect(drawn.rows('conflicts', 'a', 'b', 'arbiter', 'by')).toEqual([
    ['qui', 'tout', 'CA', '2027-03'],
    ['tout', 'qui', null, null],
  ])
  expect(drawn.rows('conflictsWithoutArbiter', 'a', 'b')).toEqual([['tout', 'qui']])
  expect(drawn.rows('messages', 'who', 'sentence')).toEqual([
    ['pp_direction', 'Vous verrez qui vient, pas ce qui se dit.'],
  ])
  expect(drawn.gaps('audiencesWithoutMessage')).toEqual({
    open: ['pp_travailleurs', 'pp_clients'],
    covered: 1,
  })
})

test('stake-governance: hours and back-up of each role, the bus factor, the RACI and shared knowledge', () => {
  const drawn = draw('stake-governance', {
    notes: [
      {
        zone: 'bodies',
        text: 'Comité du jeudi',
        cells: { members: 'ENC', rhythm: '15 jours', decides: 'les priorités' },
      },
      {
        zone: 'roles',
        text: 'Référent·e de l’outil',
        cells: { holder: 'IT', hours_week: 6, backup: 'ACC', trained: 'yes' },
      },
      { zone: 'roles', text: 'Qui encode', cells: { holder: 'ACC', hours_week: 3.5 } },
      { zone: 'roles', text: 'Qui relance', cells: { holder: 'ACC', hours_week: 1, trained: 'no' } },
      { zone: 'raci', text: 'Ouvrir un accès', cells: { R: 'IT', A: 'DIR', C: 'ENC', I: 'ACC' } },
      { zone: 'knowledge', text: 'Le mot de passe maître', cells: { where: 'au coffre', two_people: 'yes' } },
      {
        zone: 'knowledge',
        text: 'Refaire l’export',
        cells: { where: 'dans la tête d’Ines', two_people: 'no' },
      },
      { zone: 'knowledge', text: 'Le contrat', cells: { where: 'au classeur' } },
      { zone: 'offload', text: 'La permanence du mardi' },
      { zone: 'alerts', text: 'Deux absences le même mois' },
    ],
  })
  expect(drawn.rows('roles', 'project_role', 'holder', 'hours_week', 'backup', 'trained')).toEqual([
    ['Référent·e de l’outil', 'IT', 6, 'ACC', 'yes'],
    ['Qui encode', 'ACC', 3.5, null, null],
    ['Qui relance', 'ACC', 1, null, 'no'],
  ])
  expect(drawn.value('hours')).toEqual({ total: 10.5, by: { IT: 6, ACC: 4.5 } })
  expect(drawn.value('busFactor')).toEqual({ value: 2 })
  expect(drawn.rows('raci', 'decision', 'R', 'A', 'C', 'I')).toEqual([
    ['Ouvrir un accès', 'IT', 'DIR', 'ENC', 'ACC'],
  ])
  expect(drawn.value('sharedKnowledge')).toEqual({ of: 1, per: 3, value: 1 / 3 })
  expect(drawn.rows('knowledge', 'knowledge', 'two_people')).toEqual([
    ['Le mot de passe maître', 'yes'],
    ['Refaire l’export', 'no'],
    ['Le contrat', null],
  ])
  expect(drawn.rows('bodies', 'body', 'members', 'rhythm')).toEqual([['Comité du jeudi', 'ENC', '15 jours']])
  expect(drawn.rows('offload', '#text')).toEqual([['La permanence du mardi']])
  expect(drawn.rows('alerts', '#text')).toEqual([['Deux absences le même mois']])
})

test('stake-pooling: the charter on one page, what each gives and receives, base and modules, how it is governed', () => {
  const drawn = draw('stake-pooling', {
    notes: [
      {
        name: 'quai',
        zone: 'members',
        text: 'Atelier du Quai',
        cells: { size: 't2_10_49', maturity: 3, means: 'b2' },
      },
      { name: 'source', zone: 'members', text: 'La Source', cells: { size: 't1_1_9', maturity: 1 } },
      { zone: 'reasons', text: 'Ne plus payer seule', lane: 'source' },
      { zone: 'values', text: 'Entraide' },
      { zone: 'base', text: 'Un même agenda' },
      { zone: 'modules', text: 'Module camion', cells: { for: 'qui livre', paid_by: 'Atelier du Quai' } },
      {
        zone: 'give_take',
        text: 'deux jours d’IT',
        cells: { org: '@quai', receives: 'les tests', value: 'b2' },
      },
      { zone: 'ownership', text: 'les deux maisons', cells: { object: 'code', frame: 'gv_convention' } },
      { zone: 'fees', text: '300 € par an', cells: { rule: 'gv_cotisation_fixe' } },
      { zone: 'exit', text: 'Départ d’une maison', cells: { rule: 'six mois de préavis' } },
      { zone: 'contact', text: '', cells: { role: 'DIR', review: '2027-06-01' } },
    ],
  })
  expect(drawn.rows('giveAndTake', 'org', 'gives', 'receives', 'value')).toEqual([
    ['quai', 'deux jours d’IT', 'les tests', 'b2'],
  ])
  expect(drawn.tally('balance')).toEqual([['quai', 'b2', 1]])
  expect(drawn.gaps('membersWithoutExchange')).toEqual({ open: ['source'], covered: 1 })
  expect(drawn.rows('members', 'org', 'size', 'maturity', 'means')).toEqual([
    ['Atelier du Quai', 't2_10_49', 3, 'b2'],
    ['La Source', 't1_1_9', 1, null],
  ])
  expect(drawn.rows('reasons', '#text', '#lane')).toEqual([['Ne plus payer seule', 'source']])
  expect(drawn.rows('base', '#text')).toEqual([['Un même agenda']])
  expect(drawn.rows('modules', 'module', 'for', 'paid_by')).toEqual([
    ['Module camion', 'qui livre', 'Atelier du Quai'],
  ])
  expect(drawn.tally('governance')).toEqual([['gv_convention', 1]])
  expect(drawn.tally('feeRules')).toEqual([['gv_cotisation_fixe', 1]])
  expect(drawn.value('exitRulesPresent')).toEqual({ value: true })
  expect(drawn.rows('exitRules', 'situation', 'rule')).toEqual([
    ['Départ d’une maison', 'six mois de préavis'],
  ])
  expect(drawn.rows('ownership', 'object', 'owner', 'frame')).toEqual([
    ['code', 'les deux maisons', 'gv_convention'],
  ])
  expect(drawn.rows('fees', 'rule', 'detail')).toEqual([['gv_cotisation_fixe', '300 € par an']])
  expect(drawn.rows('contacts', 'role', 'review')).toEqual([['DIR', '2027-06-01']])
  expect(drawn.rows('values', '#text')).toEqual([['Entraide']])
  const page = drawn.extract['charter']
  const lines = page?.kind === 'page' ? page.markdown.split('\n').filter((line) => line !== '') : []
  expect(lines.filter((line) => line.startsWith('## '))).toHaveLength(9)
  expect(lines).toContain('- Entraide')
  expect(lines).toContain('- Départ d’une maison — Règle\u00a0: six mois de préavis')
})

test('stake-provider: weighted scores with their spread, broken vetoes, cost bands and the decision', () => {
  const drawn = draw('stake-provider', {
    notes: [
      {
        zone: 'scenarios',
        text: 'Encodez une admission',
        cells: { profile: 'pp_travailleurs', expected: '3 minutes' },
      },
      { name: 'prix', zone: 'criteria', text: 'Prix', cells: { weight: 1 } },
      { name: 'acces', zone: 'criteria', text: 'Accessible au clavier', cells: { weight: 3, veto: 'yes' } },
      {
        name: 'A',
        zone: 'vendors',
        text: 'Logiciel A',
        cells: { sourcing: 'so_standard', yearly_cost: 'b2', setup_cost: 'b3' },
      },
      {
        name: 'B',
        zone: 'vendors',
        text: 'Logiciel B',
        cells: { sourcing: 'so_open_source', yearly_cost: 'b2' },
      },
      { zone: 'observed', text: 'Le clavier ne suffit pas', lane: 'A' },
      {
        zone: 'contract',
        text: 'Récupérer nos données',
        cells: { vendor: '@B', answer: 'oui, en CSV', ok: 'ok' },
      },
      { zone: 'references', text: 'Contents après deux ans', cells: { peer_type: 'asbl' } },
    ],
    texts: { decision: 'B, pour le clavier.' },
    results: {
      scores: {
        kind: 'scores',
        voters: 4,
        scores: {
          'A×prix': told(4, 1),
          'A×acces': told(0, 1),
          'B×prix': told(2, 2),
          'B×acces': told(3, 1),
        },
      },
    },
  })
  // A: (4×1 + 0×3) ÷ 4 = 1, and its lowest median is on a criterion that is a veto; B: (2×1 + 3×3) ÷ 4 = 2.75
  expect(drawn.values('weightedScores')).toEqual([
    ['Logiciel A', 1, 1, ['Accessible au clavier']],
    ['Logiciel B', 2.75, 2, []],
  ])
  expect(drawn.value('scores')).toMatchObject({ voters: 4 })
  expect(drawn.tally('yearlyCosts')).toEqual([['b2', 2]])
  expect(drawn.tally('setupCosts')).toEqual([['b3', 1]])
  expect(drawn.value('decision')).toEqual({ text: 'B, pour le clavier.' })
  expect(drawn.value('decided')).toEqual({ value: true })
  expect(drawn.value('vendorCount')).toEqual({ value: 2 })
  expect(drawn.rows('vendors', 'vendor', 'sourcing', 'yearly_cost', 'setup_cost')).toEqual([
    ['Logiciel A', 'so_standard', 'b2', 'b3'],
    ['Logiciel B', 'so_open_source', 'b2', null],
  ])
  expect(drawn.rows('criteria', 'criterion', 'weight', 'veto')).toEqual([
    ['Prix', 1, null],
    ['Accessible au clavier', 3, 'yes'],
  ])
  expect(drawn.rows('scenarios', 'scenario', 'profile', 'expected')).toEqual([
    ['Encodez une admission', 'pp_travailleurs', '3 minutes'],
  ])
  expect(drawn.rows('observed', '#text', '#lane')).toEqual([['Le clavier ne suffit pas', 'A']])
  expect(drawn.rows('contract', 'point', 'vendor', 'answer', 'ok')).toEqual([
    ['Récupérer nos données', 'B', 'oui, en CSV', 'ok'],
  ])
  expect(drawn.rows('references', 'peer_type', 'says')).toEqual([['asbl', 'Contents après deux ans']])
})

test('nothing that these methods draw was left out above', () => {
  const left = TEMPLATES.filter(({ id }) => id.startsWith('stake-')).map((template) => [
    template.id,
    unasked(template),
  ])
  expect(left.filter(([, rules]) => rules?.length)).toEqual([])
})
