import { expect, test } from 'vitest'
import { TEMPLATES } from '../templates.ts'
import { draw, unasked } from '../testing/gold-board.ts'

// As in needs.test.ts: fictional boards, read on 28 November 2026, and what "Extract" of each method makes of them,
// worked out by hand.

test('change-plan: how hard each group is hit, actions by type and owner, and who is hit hard without an action', () => {
  const drawn = draw('change-plan', {
    notes: [
      {
        zone: 'impacts',
        text: 'noter sur la tablette',
        cells: { group: 'pp_travailleurs', intensity: 5, stops: 'le cahier' },
      },
      { zone: 'impacts', text: 'lire le tableau de bord', cells: { group: 'pp_encadrement', intensity: 3 } },
      { zone: 'impacts', text: 'recevoir un rappel', cells: { group: 'pp_beneficiaire', intensity: 2 } },
      { zone: 'impacts', text: 'signer à l’écran', cells: { group: 'pp_benevoles', intensity: 4 } },
      { zone: 'obstacles', text: 'Pas le temps d’apprendre', cells: { tag: 'fr_temps' } },
      { zone: 'obstacles', text: 'Le wifi du sous-sol', cells: { tag: 'fr_technique' } },
      { zone: 'levers', text: 'Une équipe curieuse', cells: { tag: 'op_moteur' } },
      {
        zone: 'actions',
        text: 'Une heure d’essai par équipe',
        cells: { type: 'train', group: 'pp_travailleurs', owner: 'ENC', when: '2027-01', effort_hours: 12 },
      },
      {
        zone: 'actions',
        text: 'Une note avant les vacances',
        cells: { type: 'inform', group: 'pp_encadrement', owner: 'DIR' },
      },
      { zone: 'actions', text: 'Une affiche', cells: { type: 'inform', owner: 'DIR' } },
      { zone: 'rhythm', text: 'Fin du cahier', cells: { from: '2027-06', old_tool_end: 'yes' } },
      { zone: 'rhythm', text: 'Essai au premier étage', cells: { from: '2027-02', to: '2027-03' } },
      {
        zone: 'signals',
        text: 'On ressort le cahier',
        cells: { direction: 'bad', measure: 'pages par semaine' },
      },
      { zone: 'commit', text: 'Être là le premier lundi' },
    ],
    texts: { sense: 'Moins de papier, plus de temps.' },
  })
  expect(drawn.tally('impactHeatmap')).toEqual([
    ['pp_travailleurs', '5', 1],
    ['pp_encadrement', '3', 1],
    ['pp_beneficiaire', '2', 1],
    ['pp_benevoles', '4', 1],
  ])
  expect(drawn.tally('actionsByType')).toEqual([
    ['train', 'ENC', 1],
    ['inform', 'DIR', 2],
  ])
  expect(drawn.rows('actions', 'action', 'type', 'group', 'owner', 'when', 'effort_hours')).toEqual([
    ['Une heure d’essai par équipe', 'train', 'pp_travailleurs', 'ENC', '2027-01', 12],
    ['Une note avant les vacances', 'inform', 'pp_encadrement', 'DIR', null, null],
    ['Une affiche', 'inform', null, 'DIR', null, null],
  ])
  expect(drawn.tally('obstaclesByTag')).toEqual([
    ['fr_temps', 1],
    ['fr_technique', 1],
  ])
  expect(drawn.rows('obstacles', 'obstacle', 'tag')).toEqual([
    ['Pas le temps d’apprendre', 'fr_temps'],
    ['Le wifi du sous-sol', 'fr_technique'],
  ])
  expect(drawn.tally('leversByTag')).toEqual([['op_moteur', 1]])
  expect(drawn.rows('levers', 'lever', 'tag')).toEqual([['Une équipe curieuse', 'op_moteur']])
  expect(drawn.rows('timeline', 'step', 'from', 'to')).toEqual([
    ['Essai au premier étage', '2027-02', '2027-03'],
    ['Fin du cahier', '2027-06', null],
  ])
  expect(drawn.rows('oldToolEnd', 'step', 'from')).toEqual([['Fin du cahier', '2027-06']])
  expect(drawn.gaps('groupsWithoutAction')).toEqual({ open: ['pp_benevoles'], covered: 2 })
  expect(drawn.value('actionCount')).toEqual({ value: 3 })
  expect(drawn.rows('signals', 'signal', 'direction', 'measure')).toEqual([
    ['On ressort le cahier', 'bad', 'pages par semaine'],
  ])
  expect(drawn.rows('commitments', '#text')).toEqual([['Être là le premier lundi']])
  expect(drawn.value('sense')).toEqual({ text: 'Moins de papier, plus de temps.' })
  expect(drawn.rows('impacts', 'group', 'starts', 'stops', 'intensity')[0]).toEqual([
    'pp_travailleurs',
    'noter sur la tablette',
    'le cahier',
    5,
  ])
})

test('change-action-plan: actions with owner, date and status, requests for help, and how many are overdue', () => {
  const effect = { n: 4, median: 3, min: null, max: null, spread: 1 }
  const drawn = draw('change-action-plan', {
    notes: [
      { zone: 'leads', text: 'Un agenda partagé' },
      { name: 'agenda', zone: 'matrix', text: 'Un agenda partagé' },
      {
        zone: 'actions',
        text: 'Choisir l’agenda',
        cells: { owner: 'ENC', first_step: 'appeler la fédération', due: '2026-10', status: 'doing' },
      },
      {
        zone: 'actions',
        text: 'Former l’accueil',
        cells: { owner: 'ACC', due: '2026-11-15', status: 'done' },
      },
      { zone: 'actions', text: 'Fermer l’ancien', cells: { owner: 'DIR', due: '2026-11', status: 'todo' } },
      {
        zone: 'actions',
        text: 'Prévenir les familles',
        cells: { owner: 'DIR', due: '2026-11-20', status: 'todo' },
      },
      { zone: 'help', text: 'Relire le contrat', cells: { from: 'ac_juridique' } },
      { zone: 'checkpoint', text: 'Janvier 2027' },
    ],
    results: { matrix: { kind: 'scores', voters: 4, scores: { 'agenda×effect': effect } } },
  })
  expect(drawn.rows('actions', 'action', 'owner', 'due', 'status')).toEqual([
    ['Choisir l’agenda', 'ENC', '2026-10', 'doing'],
    ['Former l’accueil', 'ACC', '2026-11-15', 'done'],
    ['Fermer l’ancien', 'DIR', '2026-11', 'todo'],
    ['Prévenir les familles', 'DIR', '2026-11-20', 'todo'],
  ])
  // November itself is not over; what is done is not late
  expect(drawn.rows('overdue', '#text')).toEqual([['Choisir l’agenda'], ['Prévenir les familles']])
  expect(drawn.rows('helpRequests', 'need', 'from')).toEqual([['Relire le contrat', 'ac_juridique']])
  expect([drawn.value('actionCount'), drawn.value('helpCount')]).toEqual([{ value: 4 }, { value: 1 }])
  expect(drawn.tally('byStatus')).toEqual([
    ['doing', 1],
    ['done', 1],
    ['todo', 2],
  ])
  expect(drawn.rows('leads', '#text')).toEqual([['Un agenda partagé']])
  expect(drawn.rows('checkpoints', '#text')).toEqual([['Janvier 2027']])
  expect(drawn.value('effectAndFeasibility')).toMatchObject({ voters: 4 })
})

test('change-story: five boxes, the calendar of messages, the questions, and who has no message', () => {
  const drawn = draw('change-story', {
    notes: [
      { zone: 'story', text: 'On cherche les clés', cells: { box: 'today' } },
      { zone: 'story', text: 'Deux familles ont attendu dehors', cells: { box: 'problem' } },
      { zone: 'story', text: 'Un premier essai lundi', cells: { box: 'first' } },
      {
        zone: 'questions',
        text: 'Et si je change d’horaire ?',
        cells: { answer: 'Rien ne change avant mars.' },
      },
      { zone: 'questions', text: 'Qui voit mes heures ?', cells: { known_on: '2027-01-20' } },
      {
        zone: 'messages',
        text: 'Vous garderez vos clés',
        cells: { who: 'pp_proches', carrier: 'ACC', channel: 'courrier', when: '2027-02-01' },
      },
      {
        zone: 'messages',
        text: 'Essai lundi à 9 h',
        cells: { who: 'pp_travailleurs', carrier: 'ENC', channel: 'réunion', when: '2027-01-04' },
      },
      { zone: 'relays', text: 'l’affiche', cells: { relay: 'ENC' } },
      { zone: 'relays', text: 'le courriel', cells: { relay: 'SOIN' } },
      { zone: 'unknown', text: 'Le prix', cells: { date: '2027-03' } },
    ],
  })
  expect(drawn.rows('story', 'box', 'text')).toEqual([
    ['today', 'On cherche les clés'],
    ['problem', 'Deux familles ont attendu dehors'],
    ['first', 'Un premier essai lundi'],
  ])
  expect(drawn.gaps('boxesMissing')).toEqual({ open: ['possible', 'stays'], covered: 3 })
  expect(drawn.rows('calendar', 'when', 'who', 'message')).toEqual([
    ['2027-01-04', 'pp_travailleurs', 'Essai lundi à 9 h'],
    ['2027-02-01', 'pp_proches', 'Vous garderez vos clés'],
  ])
  expect(drawn.rows('messages', 'message', 'carrier', 'channel')).toEqual([
    ['Vous garderez vos clés', 'ACC', 'courrier'],
    ['Essai lundi à 9 h', 'ENC', 'réunion'],
  ])
  expect(drawn.rows('faq', 'question', 'answer', 'known_on')).toEqual([
    ['Et si je change d’horaire ?', 'Rien ne change avant mars.', null],
    ['Qui voit mes heures ?', null, '2027-01-20'],
  ])
  expect(drawn.rows('unanswered', 'question')).toEqual([['Qui voit mes heures ?']])
  const { open, covered } = drawn.gaps('audiencesWithoutMessage')
  expect([open.length, covered]).toEqual([16, 2])
  expect(open).toContain('pp_beneficiaire')
  expect(open).not.toContain('pp_proches')
  expect(drawn.gaps('relaysWithoutMessage')).toEqual({ open: ['SOIN'], covered: 1 })
  expect(drawn.tally('messagesByAudience')).toEqual([
    ['pp_proches', 1],
    ['pp_travailleurs', 1],
  ])
  expect(drawn.value('messageCount')).toEqual({ value: 2 })
  expect(drawn.rows('relays', 'relay', 'backup')).toEqual([
    ['ENC', 'l’affiche'],
    ['SOIN', 'le courriel'],
  ])
  expect(drawn.rows('unknown', 'what', 'date')).toEqual([['Le prix', '2027-03']])
})

test('change-pilot: who tests and where, feedback by type and severity, the decision, and the time to fix', () => {
  const drawn = draw('change-pilot', {
    notes: [
      { zone: 'testers', text: 'Namur', cells: { role: 'SOIN', ease: 2, hours: 4, compensated: 'yes' } },
      { zone: 'testers', text: 'Namur', cells: { role: 'ACC', ease: 4 } },
      { zone: 'testers', text: 'Dinant', cells: { role: 'SOIN', ease: 5 } },
      {
        zone: 'criteria',
        text: 'Encoder une visite',
        cells: { go: 'moins de 3 minutes', stop: 'plus de 10' },
      },
      {
        name: 'visite',
        zone: 'scenarios',
        text: 'Encoder une visite',
        cells: { ref: 'S1', expected: 'fiche complète', mode: 'fictitious' },
      },
      {
        name: 'panne',
        zone: 'scenarios',
        text: 'Perdre le réseau',
        cells: { ref: 'S2', expected: 'rien ne se perd', mode: 'parallel' },
      },
      {
        zone: 'feedback',
        text: 'Le bouton est caché',
        cells: {
          scenario: '@visite',
          type: 'bug',
          severity: 4,
          status: 'done',
          found: '2026-11-02',
          fixed: '2026-11-09',
        },
      },
      {
        zone: 'feedback',
        text: 'Il manque les allergies',
        cells: { scenario: '@visite', type: 'need', severity: 5, status: 'todo', found: '2026-11-03' },
      },
      {
        zone: 'feedback',
        text: 'Deux boutons pareils',
        cells: { scenario: '@visite', type: 'bug', severity: 4, status: 'doing' },
      },
      { zone: 'vendor', text: 'Agrandir les boutons' },
    ],
    texts: { decision: 'On continue à Namur.' },
  })
  expect(drawn.tally('testersByRole')).toEqual([
    ['SOIN', 2],
    ['ACC', 1],
  ])
  expect(drawn.tally('testersBySite')).toEqual([
    ['Namur', 2],
    ['Dinant', 1],
  ])
  expect(drawn.rows('testers', 'role', 'ease', 'site', 'hours', 'compensated')[0]).toEqual([
    'SOIN',
    2,
    'Namur',
    4,
    'yes',
  ])
  expect(drawn.tally('feedbackByType')).toEqual([
    ['bug', '4', 2],
    ['need', '5', 1],
  ])
  expect(drawn.tally('feedbackByStatus')).toEqual([
    ['done', 1],
    ['todo', 1],
    ['doing', 1],
  ])
  expect(drawn.rows('feedback', 'scenario', 'type', 'severity')).toEqual([
    ['visite', 'bug', 4],
    ['visite', 'need', 5],
    ['visite', 'bug', 4],
  ])
  expect([drawn.value('decision'), drawn.value('decided')]).toEqual([
    { text: 'On continue à Namur.' },
    { value: true },
  ])
  expect(drawn.values('timeToFix')).toEqual([
    ['Le bouton est caché', 7],
    ['Il manque les allergies', null],
    ['Deux boutons pareils', null],
  ])
  expect(drawn.gaps('scenariosWithoutFeedback')).toEqual({ open: ['panne'], covered: 1 })
  expect(drawn.value('openFeedback')).toEqual({ value: 2 })
  expect(drawn.rows('criteria', 'criterion', 'go', 'stop')).toEqual([
    ['Encoder une visite', 'moins de 3 minutes', 'plus de 10'],
  ])
  expect(drawn.rows('scenarios', 'ref', 'task', 'expected', 'mode')).toEqual([
    ['S1', 'Encoder une visite', 'fiche complète', 'fictitious'],
    ['S2', 'Perdre le réseau', 'rien ne se perd', 'parallel'],
  ])
  expect(drawn.rows('vendorPoints', '#text')).toEqual([['Agrandir les boutons']])
})

test('change-rollout: delay of each site in days, how ready each one is, risks scored, lessons', () => {
  const drawn = draw('change-rollout', {
    notes: [
      {
        name: 'gare',
        zone: 'sites',
        text: 'La Gare',
        cells: { order: 2, planned: '2026-11-16', status: 'ready' },
      },
      {
        name: 'port',
        zone: 'sites',
        text: 'Le Port',
        cells: { order: 1, planned: '2026-10-05', actual: '2026-10-12', status: 'done' },
      },
      {
        name: 'parc',
        zone: 'sites',
        text: 'Le Parc',
        cells: { order: 3, planned: '2027-01-11', status: 'planned' },
      },
      { zone: 'ready', text: '', cells: { site: '@gare', check: 'hardware', ok: 'ok' } },
      { zone: 'ready', text: '', cells: { site: '@gare', check: 'training', ok: 'partial' } },
      { zone: 'ready', text: '', cells: { site: '@gare', check: 'team', ok: 'ok' } },
      { zone: 'ready', text: '', cells: { site: '@gare', check: 'data', ok: 'missing' } },
      { zone: 'ready', text: '', cells: { site: '@port', check: 'hardware', ok: 'ok' } },
      { zone: 'risk', text: 'Coupure de réseau', cells: { likelihood: 2, impact: 5, fallback: 'le cahier' } },
      { zone: 'risk', text: 'Badge oublié', cells: { likelihood: 4, impact: 1, fallback: 'l’accueil' } },
      { zone: 'risk', text: 'Grippe', cells: { likelihood: 3, fallback: 'reporter' } },
      { zone: 'dday', text: 'Lundi', cells: { task: 'Ouvrir à 7 h', who: 'ENC' } },
      { zone: 'old_end', text: 'Fermeture de l’ancien : juin' },
      { zone: 'lessons', text: 'Commencer un mardi', cells: { site: '@port' } },
    ],
  })
  expect(drawn.rows('sites', 'order', 'site', 'planned', 'actual', 'status')).toEqual([
    [1, 'Le Port', '2026-10-05', '2026-10-12', 'done'],
    [2, 'La Gare', '2026-11-16', null, 'ready'],
    [3, 'Le Parc', '2027-01-11', null, 'planned'],
  ])
  expect(drawn.values('delays')).toEqual([
    ['La Gare', null],
    ['Le Port', 7],
    ['Le Parc', null],
  ])
  expect(drawn.rows('lateSites', '#text')).toEqual([['La Gare']])
  const shares = drawn.extract['readinessBySite']
  expect(shares?.kind === 'shares' && shares.shares.map(({ of, per, value }) => [of, per, value])).toEqual([
    [2, 4, 0.5],
    [1, 1, 1],
  ])
  expect(drawn.value('readyShare')).toEqual({ of: 3, per: 5, value: 3 / 5 })
  expect(drawn.tally('readiness')).toEqual([
    ['gare', 'ok', 2],
    ['gare', 'partial', 1],
    ['gare', 'missing', 1],
    ['port', 'ok', 1],
  ])
  expect(drawn.gaps('sitesNotChecked')).toEqual({ open: ['parc'], covered: 2 })
  expect(drawn.values('risks')).toEqual([
    ['Coupure de réseau', 10],
    ['Badge oublié', 4],
    ['Grippe', null],
  ])
  expect(drawn.rows('fallbacks', 'risk', 'fallback')[0]).toEqual(['Coupure de réseau', 'le cahier'])
  expect(drawn.rows('lessons', 'site', 'lesson')).toEqual([['port', 'Commencer un mardi']])
  expect(drawn.rows('bigDay', 'day', 'task', 'who')).toEqual([['Lundi', 'Ouvrir à 7 h', 'ENC']])
  expect(drawn.rows('oldToolEnd', '#text')).toEqual([['Fermeture de l’ancien : juin']])
})

test('change-training: hours per profile, the share of sessions in each language, aids, help and checks', () => {
  const drawn = draw('change-training', {
    notes: [
      {
        zone: 'levels',
        text: 'cherche la touche @',
        cells: { profile: 'SOIN', ease: 1, people_band: '10 à 15' },
      },
      { zone: 'levels', text: 'forme déjà les autres', cells: { profile: 'IT', ease: 5 } },
      { zone: 'tasks', text: 'Noter une visite', cells: { profile: 'SOIN', priority: 'must' } },
      {
        zone: 'sessions',
        text: 'au chevet',
        cells: { profile: 'SOIN', language: 'fr', minutes: 90, group_max: 6, replaced: 'yes' },
      },
      { zone: 'sessions', text: 'au chevet', cells: { profile: 'SOIN', language: 'nl', minutes: 90 } },
      {
        zone: 'sessions',
        text: 'au bureau',
        cells: { profile: 'ACC', language: 'fr', minutes: 40, when: '2027-01-18' },
      },
      {
        zone: 'aids',
        text: 'Une page plastifiée',
        cells: { made_by: 'SOIN', where: 'au bureau des infirmières' },
      },
      {
        zone: 'helpdesk',
        text: '1. Une collègue',
        cells: { who: 'SOIN', channel: 'sur place', delay: 'tout de suite' },
      },
      { zone: 'check', text: 'note sans aide', cells: { profile: 'SOIN', ok: 'ok' } },
      { zone: 'check', text: 'oublie d’enregistrer', cells: { profile: 'ACC', ok: 'partial' } },
    ],
  })
  expect(drawn.value('hoursByProfile')).toEqual({ total: 3.67, by: { SOIN: 3, ACC: 0.67 } })
  const shares = drawn.extract['languageShare']
  expect(shares?.kind === 'shares' && shares.shares).toEqual([
    { by: 'fr', of: 2, per: 3, value: 2 / 3 },
    { by: 'nl', of: 1, per: 3, value: 1 / 3 },
  ])
  expect(drawn.tally('sessionsByLanguage')).toEqual([
    ['fr', 2],
    ['nl', 1],
  ])
  expect(drawn.rows('aids', 'aid', 'made_by', 'where')).toEqual([
    ['Une page plastifiée', 'SOIN', 'au bureau des infirmières'],
  ])
  expect(drawn.rows('helpLevels', 'level', 'who', 'channel', 'delay')).toEqual([
    ['1. Une collègue', 'SOIN', 'sur place', 'tout de suite'],
  ])
  expect(drawn.tally('checkResults')).toEqual([
    ['SOIN', 'ok', 1],
    ['ACC', 'partial', 1],
  ])
  expect(drawn.rows('checks', 'profile', 'observed', 'ok')).toEqual([
    ['SOIN', 'note sans aide', 'ok'],
    ['ACC', 'oublie d’enregistrer', 'partial'],
  ])
  expect(drawn.gaps('profilesWithoutSession')).toEqual({ open: ['IT'], covered: 1 })
  expect(drawn.value('sessionCount')).toEqual({ value: 3 })
  expect(drawn.rows('levels', 'profile', 'ease', 'example', 'people_band')).toEqual([
    ['SOIN', 1, 'cherche la touche @', '10 à 15'],
    ['IT', 5, 'forme déjà les autres', null],
  ])
  expect(drawn.rows('tasks', 'profile', 'task', 'priority')).toEqual([['SOIN', 'Noter une visite', 'must']])
  expect(drawn.rows('sessions', 'profile', 'format', 'language', 'minutes')[2]).toEqual([
    'ACC',
    'au bureau',
    'fr',
    40,
  ])
})

test('change-budget: the total once and each year as bands, hidden costs, the funding mix, stages with their gates', () => {
  const drawn = draw('change-budget', {
    notes: [
      { zone: 'costs', text: 'Licences', cells: { amount: 'b2', kind: 'once', hidden: 'no' } },
      {
        zone: 'costs',
        text: 'Reprise des données',
        cells: { amount: 'b3', kind: 'once', hidden: 'yes', certain: 'partial' },
      },
      { zone: 'costs', text: 'Abonnement', cells: { amount: 'b2', kind: 'yearly', hidden: 'no' } },
      { zone: 'costs', text: 'Temps de formation', cells: { kind: 'yearly', hidden: 'yes' } },
      {
        zone: 'sources',
        text: 'si déposé avant mars',
        cells: { source: 'fi_appel_projets', amount: 'b3', deadline: '2027-02-28' },
      },
      { zone: 'sources', text: '', cells: { source: 'fi_fonds_propres', amount: 'b2' } },
      {
        zone: 'stages',
        text: 'Essai',
        cells: { result: 'une équipe', cost: 'b2', gate: 'trois mois sans papier' },
      },
      { zone: 'stages', text: 'Tout le monde', cells: { result: 'quatre équipes', cost: 'b3' } },
      { zone: 'reciprocity', text: 'Former la maison voisine' },
    ],
    texts: { redline: 'Jamais plus que le loyer.' },
    results: { test: { kind: 'choice', voters: 4, totals: { oui: 1, non: 0, autrement: 3 } } },
  })
  expect(drawn.value('totals')).toEqual({
    totals: [
      // 1 000 to 9 999 and 10 000 to 49 999
      { by: 'once', count: 2, unknown: 0, least: 11_000, most: 59_998, from: 'b3', to: 'b4' },
      { by: 'yearly', count: 2, unknown: 1, least: 1_000, most: 9_999, from: 'b2', to: 'b2' },
    ],
  })
  expect(drawn.value('hiddenShare')).toEqual({ of: 2, per: 4, value: 0.5 })
  expect(drawn.value('hiddenTotals')).toEqual({
    totals: [
      { by: 'once', count: 1, unknown: 0, least: 10_000, most: 49_999, from: 'b3', to: 'b3' },
      { by: 'yearly', count: 1, unknown: 1, least: null, most: null, from: null, to: null },
    ],
  })
  expect(drawn.tally('costBands')).toEqual([
    ['once', 'b2', 1],
    ['once', 'b3', 1],
    ['yearly', 'b2', 1],
    ['yearly', 1],
  ])
  expect(drawn.rows('costs', 'item', 'amount', 'kind', 'certain', 'hidden')[1]).toEqual([
    'Reprise des données',
    'b3',
    'once',
    'partial',
    'yes',
  ])
  expect(drawn.tally('fundingMix')).toEqual([
    ['fi_appel_projets', 'b3', 1],
    ['fi_fonds_propres', 'b2', 1],
  ])
  expect(drawn.rows('sources', 'source', 'amount', 'condition', 'deadline')).toEqual([
    ['fi_appel_projets', 'b3', 'si déposé avant mars', '2027-02-28'],
    ['fi_fonds_propres', 'b2', null, null],
  ])
  expect(drawn.value('sourceCount')).toEqual({ value: 2 })
  expect(drawn.rows('stages', 'stage', 'result', 'cost', 'gate')).toEqual([
    ['Essai', 'une équipe', 'b2', 'trois mois sans papier'],
    ['Tout le monde', 'quatre équipes', 'b3', null],
  ])
  expect(drawn.rows('stagesWithoutGate', 'stage')).toEqual([['Tout le monde']])
  expect(drawn.rows('reciprocity', '#text')).toEqual([['Former la maison voisine']])
  expect(drawn.value('test')).toEqual({ voters: 4, totals: { oui: 1, non: 0, autrement: 3 } })
  expect(drawn.value('redLine')).toEqual({ text: 'Jamais plus que le loyer.' })
})

test('change-data-risks: the data, who sees which of them in what form, risks, the chain of an incident in its order', () => {
  const drawn = draw('change-data-risks', {
    notes: [
      {
        name: 'sante',
        zone: 'data',
        text: 'Dossier de santé',
        cells: { purpose: 'soigner', sensitive: 'yes', retention: '30 ans' },
      },
      { name: 'repas', zone: 'data', text: 'Repas', cells: { purpose: 'commander', sensitive: 'no' } },
      { zone: 'access', text: '', cells: { who: 'pp_travailleurs', data: '@sante', form: 'full' } },
      { zone: 'access', text: '', cells: { who: 'pp_financeur', data: '@sante', form: 'aggregate' } },
      {
        zone: 'risks',
        text: 'Tablette perdue',
        cells: { likelihood: 3, severity: 4, measure: 'code à l’ouverture' },
      },
      { zone: 'risks', text: 'Mot de passe partagé', cells: { likelihood: 5, severity: 4 } },
      { zone: 'fears', text: 'Être surveillé', cells: { answer: 'aucun horaire n’est lu' } },
      { zone: 'incident', text: 'Prévient la direction', cells: { order: 2, who: 'ENC' } },
      { zone: 'incident', text: 'Coupe l’accès', cells: { order: 1, who: 'IT' } },
      { zone: 'measures', text: 'Un code par personne' },
    ],
  })
  expect(drawn.rows('dataInventory', 'data', 'purpose', 'sensitive', 'retention')).toEqual([
    ['Dossier de santé', 'soigner', 'yes', '30 ans'],
    ['Repas', 'commander', 'no', null],
  ])
  expect(drawn.value('sensitiveData')).toEqual({ value: 1 })
  expect(drawn.rows('access', 'who', 'data', 'form')).toEqual([
    ['pp_travailleurs', 'sante', 'full'],
    ['pp_financeur', 'sante', 'aggregate'],
  ])
  expect(drawn.tally('accessMatrix')).toEqual([
    ['pp_travailleurs', 'sante', 1],
    ['pp_financeur', 'sante', 1],
  ])
  expect(drawn.tally('accessForms')).toEqual([
    ['pp_travailleurs', 'full', 1],
    ['pp_financeur', 'aggregate', 1],
  ])
  expect(drawn.gaps('dataWithoutAccessRule')).toEqual({ open: ['repas'], covered: 1 })
  expect(drawn.values('risks')).toEqual([
    ['Mot de passe partagé', 20],
    ['Tablette perdue', 12],
  ])
  expect(drawn.tally('riskMatrix')).toEqual([
    ['3', '4', 1],
    ['5', '4', 1],
  ])
  expect(drawn.rows('risksWithoutMeasure', 'risk')).toEqual([['Mot de passe partagé']])
  expect(drawn.rows('incidentChain', 'order', 'who', 'does')).toEqual([
    [1, 'IT', 'Coupe l’accès'],
    [2, 'ENC', 'Prévient la direction'],
  ])
  expect(drawn.rows('measures', '#text')).toEqual([['Un code par personne']])
  expect(drawn.rows('fears', 'fear', 'answer')).toEqual([['Être surveillé', 'aucun horaire n’est lu']])
})

test('nothing that these methods draw was left out above', () => {
  const left = TEMPLATES.filter(({ id }) => id.startsWith('change-')).map((template) => [
    template.id,
    unasked(template),
  ])
  expect(left.filter(([, rules]) => rules?.length)).toEqual([])
})
