import { compact } from '../../text/fold.ts'

const names = (list: string): ReadonlySet<string> => new Set(list.split(/[,\n]/).map(compact).filter(Boolean))

/** Products and firms that the whole world uses: they identify nobody (DOMAIN 4.3, row 21). Compacted. */
const WORLD_PRODUCTS = names(`
  Excel, Word, PowerPoint, Outlook, Teams, Microsoft, Microsoft Teams, Office, Office 365, OneDrive, OneNote, SharePoint,
  Power BI, PowerBI, Windows, Azure, Access, Copilot, Google, Google Drive, Google Agenda, Google Forms, Google Sheets,
  Google Docs, Google Maps, Google Meet, Gmail, Drive, Android, Chrome, YouTube, Gemini, Apple, iPhone, iPad, Mac, MacBook,
  Safari, Firefox, Mozilla, Linux, Ubuntu, Zoom, Skype, Slack, Discord, WhatsApp, Messenger, Facebook, Instagram, LinkedIn,
  Twitter, TikTok, Telegram, Signal, Snapchat, Pinterest, Meta, Odoo, Salesforce, SAP, Oracle, Sage, HubSpot, Zoho, Pipedrive,
  Mailchimp, Brevo, Sendinblue, WordPress, Drupal, Joomla, Wix, Shopify, PrestaShop, WooCommerce, Magento, Stripe, PayPal,
  Payconiq, Bancontact, Visa, Mastercard, Trello, Asana, Notion, Airtable, Miro, Mural, Klaxoon, FigJam, Figma, Canva,
  Jira, Confluence, Monday, Basecamp, Doodle, Framadate, Framapad, Framaforms, Framasoft, Nextcloud, Dropbox, WeTransfer,
  LibreOffice, OpenOffice, Moodle, Kahoot, Wooclap, Mentimeter, Slido, Padlet, Genially, Prezi, Adobe, Acrobat, Photoshop,
  InDesign, Illustrator, GitHub, GitLab, Python, Java, JavaScript, TypeScript, React, Docker, MySQL, PostgreSQL, Filemaker,
  ChatGPT, OpenAI, Mistral, Deepl, Siri, Alexa, Wikipedia, Wikipédia, Amazon, Netflix, Spotify, Uber, Airbnb, Booking,
  Winbooks, BOB, BOB50, Isabel, Popsy, Exact, Exact Online, Yuki, Horus, Billit, Codabox, Peppol, Itsme, Doccle, eBox, Ebox,
  Dolibarr, ERPNext, CiviCRM, Galaxy, Samsung, Huawei, Nokia, Lenovo, Dell, Asus, Acer, Canon, Epson, Xerox, Ricoh, Cisco,
  TeamViewer, AnyDesk, VPN, Bluetooth, USB, HTML, XML, JSON, CSV, SQL, Waze, Strava, Eventbrite, HelloAsso, SurveyMonkey,
  Typeform, LimeSurvey, KoboToolbox, Tableau, Qlik, Looker, Zapier, N8n, Scrum, Kanban, Agile, Lean, Prince2, ITIL,
  Socialware, TechSoup, Tablée, Tldraw, Obsidian, Evernote, Todoist, Toggl, Clockify, Bitwarden, LastPass, KeePass, Dashlane,
  Proximus, Orange, Telenet, Voo, Scarlet, BASE, Mobistar, Bpost, Tesla, Renault, Peugeot, Citroën, Volkswagen, Toyota,
  Ikea, Lidl, Aldi, Colruyt, Delhaize, Carrefour, Decathlon, Brico, Action, Vinted, Facebook Marketplace, Marketplace
`)

/** People whose name is that of a method, a law, an illness, a prize or a saying. Compacted. */
const EPONYMS = names(`
  Pareto, Gantt, Eisenhower, Ishikawa, Maslow, Montessori, Freinet, Likert, Murphy, Parkinson, Alzheimer, Asperger,
  Crohn, Tourette, Deming, Delphi, De Bono, Disney, Kotter, Lewin, Kolb, Belbin, Covey, Dunning, Kruger,
  Hawthorne, Pygmalion, Napoléon, Molière, Voltaire, Socrate, Platon, Descartes, Einstein, Newton, Darwin, Marx,
  Robin des Bois, Tintin, Astérix, Obélix, Mickey, Harry Potter, Cendrillon, Pinocchio, Sisyphe, Hercule, Achille, Pandore,
  Damoclès, Babel, Judas, Jésus, Dieu, Allah, Bouddha, Père Noël, Saint-Nicolas, Sainte-Catherine,
  Sinterklaas, Zwarte Piet, Saint-Valentin, Saint-Jean, Sainte-Barbe, Saint-Éloi, Saint-Sylvestre, Halloween, Proust, Bourdieu,
  Mandela, Gandhi, Tatin, Suzette, Bourdaloue, Wifi, Raspberry, Fibonacci, Monte Carlo, Gauss, Turing, Schengen,
  Erasmus, Madame Soleil, Monsieur Propre, Jean Passe, Bic, Frigolite, Monsieur Tout-le-Monde, Bayes
`)

/** Countries, regions, languages and peoples: written with a capital, nobody's name. Compacted. */
const GEOGRAPHY = names(`
  Belgique, België, Belgium, France, Pays-Bas, Nederland, Luxembourg, Luxemburg, Allemagne, Duitsland, Italie, Italië, Espagne,
  Spanje, Portugal, Angleterre, Royaume-Uni, Irlande, Suisse, Autriche, Pologne, Polen, Roumanie, Bulgarie, Hongrie, Grèce, Turquie,
  Turkije, Maroc, Marokko, Algérie, Tunisie, Libye, Égypte, Syrie, Liban, Irak, Iran, Afghanistan, Pakistan, Inde, Chine, Japon,
  Vietnam, Congo, RDC, Rwanda, Burundi, Cameroun, Sénégal, Mali, Guinée, Niger, Nigeria, Ghana, Togo, Bénin, Côte d'Ivoire, Burkina,
  Burkina Faso, Somalie, Érythrée, Éthiopie, Soudan, Kenya, Madagascar, Angola, Brésil, Colombie, Venezuela, Chili, Argentine, Pérou, Bolivie,
  Mexique, Cuba, Haïti, Canada, Québec, États-Unis, USA, Amérique, Europe, Afrique, Asie, Océanie, Russie, Ukraine, Oekraïne,
  Albanie, Kosovo, Serbie, Bosnie, Croatie, Macédoine, Arménie, Géorgie, Tchétchénie, Palestine, Israël, Jordanie, Yémen,
  Wallonie, Wallonië, Flandre, Flandres, Vlaanderen, Bruxelles-Capitale, Ardenne, Ardennes, Condroz, Famenne, Gaume, Hesbaye,
  Borinage, Brabant, Brabant wallon, Hainaut, Henegouwen, Limbourg, Limburg, Tournaisis, Wapi, Picardie, Meuse, Sambre, Ourthe, Vesdre,
  Semois, Lesse, Escaut, Dendre, Senne, Dyle, Lys, Amblève, Méhaigne, Normandie, Bretagne, Alsace, Lorraine, Auvergne, Occitanie,
  Provence, Bourgogne, Aquitaine, Corse, Grand Est, Hauts-de-France, Île-de-France, Rhône, Loire, Seine, Garonne, Rome, Berlin, Londres, Madrid, Barcelone, Amsterdam, Rotterdam, Maastricht, Cologne, Aix-la-Chapelle, New York, Casablanca,
  Tanger, Kinshasa, Lubumbashi, Kigali, Bujumbura, Dakar, Abidjan, Conakry, Istanbul, Ankara, Genève, Lausanne, Zurich, Vienne, Prague, Varsovie,
  Bucarest, Lisbonne, Porto, Athènes, Moscou, Kiev, Kyiv, Washington, Montréal, Tokyo, Pékin, UE, EU, ONU, OMS
`)

/** Public bodies, funders, social secretariats and federations that everybody in the field knows. Compacted. */
export const INSTITUTIONS = names(`
  Forem, Le Forem, Actiris, VDAB, Bruxelles Formation, AVIQ, COCOF, VGC, ONE, ONEM, RVA, INAMI, RIZIV, ONSS, RSZ, AFSCA, FAVV, SPW,
  SPF, SPF Finances, FOD, Région wallonne, Région bruxelloise, Fédération Wallonie-Bruxelles, FWB, Communauté française, AdN,
  Agence du Numérique, AEI, Sowecsom, W.Alter, Wallonie Entreprendre, Digital Wallonia, Innoviris, hub.brussels,
  Brulocalis, UVCW, UNIPSO, BRUXEO, ConcertES, SAW-B, Saw-B, Febecoop, Crédal, Credal, Triodos, Fondation Roi Baudouin, FRB, Loterie
  Nationale, Viva for Life, Cap48, CAP 48, FSE, FSE+, FEDER, Fonds social européen, LEADER, Erasmus+, Commission européenne, APE, Maribel,
  Fonds Maribel, SINE, ACS, Art 60, Article 60, CSC, FGTB, CGSLB, CNE, SETCA, ACV, ABVV, MOC, CEPAG, Unia, IWEPS, IBSA, Perspective, STIB,
  MIVB, SNCB, NMBS, TEC, De Lijn, DGDE, DGO5, SAJ, SPJ, CPMS, AMO, SAJ/SPJ, Phare, Iriscare, Vivalis, Famiwal, Fedasil, CIRE, Partenamut, Solidaris, Mutualité
  chrétienne, CM, Partena, Securex, SD Worx, Acerta, Group S, UCM, Liantis, Ethias, Belfius, ING, BNP Paribas Fortis, KBC, Argenta, Pôle
  emploi, France Travail, CAF, URSSAF, CPAM, ARS, CARSAT, BPI, Bpifrance, MDPH, RSA, ESAT, EA, PLIE, DREETS, DIRECCTE, ANAH, ADEME, Carsat,
  Interfédé, CAIPS, EWETA, Febrap, Ressources, FeBISP, Fedasil, Fesad, FASD, CSD, Unessa, FDSS, AMA, RWLP, Habitat et Participation
`)

/** Capitals of a board that are nobody's acronym, with everyday abbreviations. Compacted. */
const EVERYDAY_CAPITALS = names(`
  RGPD, GDPR, ERP, CRM, PMS, CA, AG, ETP, RH, DRH, GRH, TVA, BTW, ONG, ASBL, VZW, SRL, SMS, PDF, IA, AI, CEO, CIO, DPO, FAQ, GPS,
  GSM, IT, KPI, MVP, OK, PC, PME, PV, QR, RDV, SAV, SI, SSO, TIC, URL, WC, WIFI, XRM, CPAS, OCMW, ESN, RSE, API, CSV, CDI, CDD, CP, CCT,
  CPPT, CE, DS, OISP, CISP, EFT, ETA, IDESS, ILI, SIS, SCP, EI, ES, EES, ESS, AS, AI, TS, ISP, PAPY, NB, PS, ASAP, FYI, TBD, BD, BDD, DB,
  HTTP, HTTPS, ID, ISO, NAS, OS, RAM, ROI, SEO, SLA, SOP, UX, UI, VR, WWW, COPIL, COTECH, CODIR, CCATM, CMR, QCM, VAE, PIIS, RIS, BIM, TVAC,
  HTVA, EUR, CHF, USD, BE, FR, NL, EN, DE, LU, HS, PMR, TSA, TDAH, HP, QI, PCE, SMUR, ORL, IRM, DIY, FOMO, TGV, RER, VIP, WE, AM, PM, MR,
  PAV, DIP, PIA, PFI, PMTIC, TIC, STIC, EPN, MUC, VPN, SQL, IBAN, BIC, SWIFT, KBO, BCE, NISS, INSZ, RN, NN, SIRET, SIREN, RNA, NIR, PIN, PUK, TEL, FAX, WHATSAPP, WWW, RDC, HTTP, NRN, CIN, EID, EXCEL, URGENT, ATTENTION, IMPORTANT, NON, OUI, MERCI, STOP, TODO, INFO
`)

/** Whether a compacted word or run of words is known to identify nobody. */
export function isKnownName(key: string): boolean {
  return (
    WORLD_PRODUCTS.has(key) ||
    EPONYMS.has(key) ||
    GEOGRAPHY.has(key) ||
    INSTITUTIONS.has(key) ||
    EVERYDAY_CAPITALS.has(key)
  )
}
