"""What plausible practices are about, by theme."""

# By theme: title, what is done, and the title in English.
SUBJECTS: dict[str, list[tuple[str, str, str]]] = {
    "velo": [
        (
            "Atelier vélo participatif",
            "On répare son vélo soi-même, avec les bons outils et un coup de main",
            "A bicycle workshop for all",
        ),
        (
            "Vélo-école pour adultes",
            "Des bénévoles apprennent aux adultes à rouler en ville sans crainte",
            "Cycling lessons for adults",
        ),
        (
            "Prêt de vélos à la journée",
            "Douze vélos révisés attendent qui veut aller travailler sans voiture",
            "Bicycles lent by the day",
        ),
    ],
    "mobilite-partagee": [
        (
            "Covoiturage entre voisins",
            "Un tableau à l’accueil et un groupe de messages suffisent à remplir les sièges vides",
            "Neighbours sharing cars",
        ),
        (
            "Transport solidaire à la demande",
            "Des conducteurs bénévoles emmènent les habitants isolés à leurs rendez-vous",
            "Lifts for those who have none",
        ),
    ],
    "circuits-courts": [
        (
            "Groupement d’achat de légumes",
            "Quarante familles commandent ensemble aux maraîchers du canton",
            "Buying vegetables together",
        ),
        (
            "Marché de producteurs au pied des immeubles",
            "Chaque jeudi, cinq fermes vendent sur la place du quartier",
            "A growers’ market by the flats",
        ),
    ],
    "cuisine-et-cantine": [
        (
            "Cuisine partagée du mercredi",
            "On cuisine à plusieurs ce qui reste au frigo, et l’on mange ensemble",
            "The Wednesday kitchen",
        ),
        (
            "Cantine du centre sans gaspillage",
            "Les enfants pèsent les restes et choisissent la taille de leur part",
            "A canteen without waste",
        ),
    ],
    "achats-groupes": [
        (
            "Achat groupé de bois de chauffage",
            "Commander à trente fait baisser le prix et garantit la provenance",
            "Buying firewood together",
        ),
        (
            "Fournisseur d’énergie choisi à plusieurs",
            "Une réunion publique, un comparatif, un contrat négocié",
            "Choosing an energy supplier together",
        ),
    ],
    "empreinte-carbone": [
        (
            "Bilan carbone d’une maison de quartier",
            "L’équipe a compté ce qu’elle émet, puis choisi trois gestes à tenir",
            "Counting a community house’s carbon",
        ),
        (
            "Thermographie des logements",
            "Une caméra, un hiver, et l’on voit par où part la chaleur",
            "Seeing where the heat goes",
        ),
    ],
    "numerique-responsable": [
        (
            "Ordinateurs remis à neuf",
            "De vieux postes repartent avec un système libre chez ceux qui n’en ont pas",
            "Computers made new",
        ),
        (
            "Sobriété numérique dans l’équipe",
            "Moins de copies, moins de courriels, des serveurs choisis",
            "A lighter digital life at work",
        ),
    ],
    "mediation-numerique": [
        (
            "Permanence numérique sans rendez-vous",
            "Deux après-midi par semaine, quelqu’un s’assied à côté de vous",
            "Digital help without appointment",
        ),
        (
            "Café des démarches en ligne",
            "Autour d’un café, on remplit ensemble ce qui fait peur",
            "A café for online forms",
        ),
    ],
    "gouvernance-partagee": [
        (
            "Conseil d’administration tournant",
            "Les habitants président à tour de rôle et décident par consentement",
            "A board that takes turns",
        ),
        (
            "Budget décidé par les usagers",
            "Un dixième du budget est voté par celles et ceux qui viennent",
            "A budget decided by users",
        ),
    ],
    "pouvoir-d-agir": [
        (
            "Porteurs de parole sur le marché",
            "Une question affichée, des réponses recueillies, une réunion pour agir",
            "Questions asked at the market",
        ),
        (
            "Collectif d’habitants pour le quartier",
            "Dix voisines ont obtenu un passage piéton et ne se sont pas arrêtées là",
            "Neighbours who got things done",
        ),
    ],
    "acces-aux-droits": [
        (
            "Point d’accès aux droits itinérant",
            "Un camping-car s’arrête dans huit villages pour ouvrir des droits",
            "Rights on the road",
        ),
        (
            "Écrivain public bénévole",
            "Une lettre bien tournée débloque parfois une vie",
            "A volunteer letter writer",
        ),
    ],
    "entraide": [
        (
            "Réseau d’entraide entre voisins",
            "On s’échange courses, bricolage et garde d’enfants",
            "Neighbours helping neighbours",
        ),
        (
            "Visites aux personnes isolées",
            "Des duos passent une heure par semaine chez qui le souhaite",
            "Visits to people on their own",
        ),
    ],
    "enfance-jeunesse": [
        (
            "Accueil de loisirs dehors",
            "Trois jours sur cinq, les enfants vivent la forêt par tous les temps",
            "Holidays in the woods",
        ),
        (
            "Jeunes reporters du climat",
            "Ils enquêtent, filment et interrogent les élus",
            "Young climate reporters",
        ),
    ],
    "don-et-gratuite": [
        (
            "Gratiféria de printemps",
            "On apporte ce que l’on veut, on repart avec ce qui plaît",
            "A free fair in spring",
        ),
        (
            "Armoire à dons dans le hall",
            "Ouverte jour et nuit, tenue par six habitants",
            "A cupboard of gifts",
        ),
    ],
    "reparer-et-faire": [
        (
            "Café réparation mensuel",
            "Grille-pain, jouets, lampes : sept objets sur dix repartent en marche",
            "A monthly repair café",
        ),
        (
            "Bricothèque de quartier",
            "Cent outils à emprunter comme des livres",
            "A library of tools",
        ),
    ],
    "resilience": [
        (
            "Carte des ressources du village",
            "Sources, fours, ateliers : on sait où sont les choses et qui sait faire",
            "Mapping what the village has",
        ),
        (
            "Exercice de coupure générale",
            "Un samedi sans électricité pour voir qui a besoin de qui",
            "A day without power",
        ),
    ],
    "jardins-et-animaux": [
        (
            "Jardin partagé en permaculture",
            "Vingt parcelles, un compost et beaucoup de conversations",
            "A shared garden",
        ),
        (
            "Composteurs au pied des tours",
            "Les épluchures de soixante foyers nourrissent les bacs du square",
            "Compost by the tower blocks",
        ),
    ],
    "acces-aux-soins": [
        (
            "Mutuelle négociée pour la commune",
            "Un contrat collectif rend la santé moins chère",
            "Health cover for the commune",
        ),
        (
            "Parcours santé des aînés",
            "Marche, équilibre et cuisine, une saison durant",
            "A season of health for older people",
        ),
    ],
    "bien-etre-au-travail": [
        (
            "Semaine de quatre jours à l’essai",
            "L’équipe a testé six mois et dit ce qui coince",
            "Trying the four-day week",
        ),
        (
            "Temps d’équipe sans ordre du jour",
            "Une matinée par mois pour dire ce qui pèse et ce qui porte",
            "Team time without an agenda",
        ),
    ],
    "achats-responsables": [
        (
            "Charte d’achats responsables",
            "Chaque dépense passe par quatre questions simples",
            "A charter for buying well",
        ),
        (
            "Goûters locaux et sans emballage",
            "Le goûter vient de la boulangerie et du verger voisins",
            "Snacks from next door",
        ),
    ],
    "insertion-emploi": [
        (
            "Chantier d’insertion maraîcher",
            "Huit personnes cultivent et reprennent confiance",
            "A farm that opens doors to work",
        ),
        (
            "Garage solidaire",
            "On répare à petit prix, on y apprend un métier",
            "A garage for everyone",
        ),
    ],
    "logement": [
        (
            "Auto-réhabilitation accompagnée",
            "Un animateur technique, des voisins, et le salon change de visage",
            "Doing up homes together",
        ),
        (
            "Cohabitation entre générations",
            "Une chambre contre un peu de présence",
            "Generations under one roof",
        ),
    ],
    "lieux-partages": [
        (
            "Tiers-lieu dans l’ancienne poste",
            "Un comptoir, des bureaux, une salle : le bourg respire",
            "A shared place in the old post office",
        ),
        (
            "Café associatif du bourg",
            "Rouvert par les habitants, il tient sans subvention depuis trois ans",
            "The village café",
        ),
    ],
}
