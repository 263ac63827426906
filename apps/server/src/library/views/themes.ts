import type { LocalisedText } from '@tablee/board'

/** A theme across cases, in which one finds an opportunity and another an obstacle. */
export interface Theme {
  readonly id: string
  readonly label: LocalisedText
  readonly opportunities: readonly string[]
  readonly obstacles: readonly string[]
}

/** Every opportunity and obstacle of the vocabulary under one theme. */
export const THEMES: readonly Theme[] = [
  {
    id: 'funding',
    label: { fr: 'Financement', nl: 'Financiering', en: 'Funding' },
    opportunities: [
      'op_soutien_public',
      'op_fonds_propres',
      'op_cout_reduit',
      'op_licences_solidaires',
      'op_pro_bono',
      'op_prix',
    ],
    obstacles: ['fr_cout', 'fr_financement_contraint', 'fr_couts_caches'],
  },
  {
    id: 'pooling',
    label: { fr: 'Mutualisation', nl: 'Samen delen', en: 'Pooling' },
    opportunities: [
      'op_mutualisation',
      'op_partenaires',
      'op_engagement_membres',
      'op_charte',
      'op_personne_contact',
      'op_ouverture_code',
      'op_taille',
    ],
    obstacles: ['fr_divergence_partenaires', 'fr_contexte_non_transferable', 'fr_montage_juridique'],
  },
  {
    id: 'skills',
    label: { fr: 'Compétences', nl: 'Vaardigheden', en: 'Skills' },
    opportunities: ['op_competences_internes', 'op_competences_externes', 'op_culture_donnees'],
    obstacles: ['fr_competences_equipe', 'fr_expertise', 'fr_meconnaissance_offre', 'fr_personne_cle'],
  },
  {
    id: 'change',
    label: { fr: 'Gestion du changement', nl: 'Verandering begeleiden', en: 'Managing change' },
    opportunities: [
      'op_formation_changement',
      'op_planning',
      'op_information',
      'op_progressivite',
      'op_supports_video',
      'op_compensation_heures',
    ],
    obstacles: [
      'fr_resistance',
      'fr_peur_controle',
      'fr_formation_inadaptee',
      'fr_communication',
      'fr_cascade',
      'fr_temps',
      'fr_canaux_multiples',
    ],
  },
  {
    id: 'people',
    label: { fr: 'Personnes et organisation', nl: 'Mensen en organisatie', en: 'People and organisation' },
    opportunities: ['op_moteur', 'op_changement_direction', 'op_gouvernance_participative', 'op_ecoute'],
    obstacles: ['fr_mouvements_rh', 'fr_relationnel'],
  },
  {
    id: 'provider',
    label: { fr: 'Prestataire', nl: 'Leverancier', en: 'Provider' },
    opportunities: [],
    obstacles: [
      'fr_divergence_prestataire',
      'fr_jargon',
      'fr_dependance_prestataire',
      'fr_cahier_non_respecte',
      'fr_delaissement',
    ],
  },
  {
    id: 'tool',
    label: { fr: 'Outil et besoins', nl: 'Instrument en noden', en: 'Tool and needs' },
    opportunities: ['op_besoins_identifies', 'op_simplicite', 'op_evolutivite'],
    obstacles: [
      'fr_infra_vetuste',
      'fr_architecture_morcelee',
      'fr_obsolescence',
      'fr_technique',
      'fr_besoin_absent',
      'fr_absence_retours',
      'fr_incident_securite',
      'fr_complexite_metier',
    ],
  },
  {
    id: 'context',
    label: { fr: 'Pouvoirs publics et contexte', nl: 'Overheid en context', en: 'Authorities and context' },
    opportunities: ['op_contexte'],
    obstacles: [
      'fr_reglementation',
      'fr_reporting',
      'fr_visibilite',
      'fr_concurrence',
      'fr_fracture_publics',
    ],
  },
]
