//! What the portal calls the columns of its lists, in the languages it speaks.
//!
//! The portal writes the names that it shows, and these change; so names are compared without
//! case, blanks and signs, and the English ones also by what Graph and rules call the property.
//! A language or a wording that is not here is no obstacle: [`unknown_columns`] says which columns
//! to rename, and `Import-User -Map` takes a list with any names.

use crate::failure::Failure;

/// What a column of users or members is called besides its names in rules and in Graph, with `|`
/// between the names.
#[rustfmt::skip] // one property, one row
pub(super) const OF_USERS: &[(&str, &str)] = &[
    ("objectId", "Object ID|Id|Objekt-ID|Objekt ID|ID d'objet|ID de l'objet|Id. de objeto|Identificador de objeto|Object-id|ID oggetto|ID do objeto|オブジェクト ID|对象 ID|Identyfikator obiektu|ID объекта"),
    ("userPrincipalName", "User principal name|UPN|Benutzerprinzipalname|Nom d'utilisateur principal|Nom principal de l'utilisateur|Nombre principal de usuario|User principal name (UPN)|Principal-naam van gebruiker|Gebruikersprincipalnaam|Nome entità utente|Nome UPN|Nome principal do usuário|ユーザー プリンシパル名|用户主体名称|Główna nazwa użytkownika|Имя участника-пользователя"),
    ("displayName", "Display name|Name|Anzeigename|Nom complet|Nom d'affichage|Nom|Nombre para mostrar|Nombre|Weergavenaam|Naam|Nome visualizzato|Nome di visualizzazione|Nome para exibição|表示名|显示名称|Nazwa wyświetlana|Отображаемое имя"),
    ("givenName", "First name|Vorname|Prénom|Nombre de pila|Voornaam|Nome proprio|Primeiro nome|名"),
    ("surname", "Last name|Nachname|Nom de famille|Apellidos|Apellido|Achternaam|Cognome|Sobrenome|姓"),
    ("mail", "Email|E-mail|Email address|E-Mail|E-Mail-Adresse|Courrier|Adresse e-mail|Courriel|Correo|Correo electrónico|E-mailadres|Posta elettronica|Indirizzo di posta elettronica|E-mail de contato|メール|电子邮件|Poczta"),
    ("userType", "User type|Benutzertyp|Type d'utilisateur|Tipo de usuario|Gebruikerstype|Tipo utente|Tipo de usuário|ユーザー タイプ|ユーザーの種類|用户类型|Typ użytkownika"),
    ("accountEnabled", "Account enabled|Block sign in inverse|Konto aktiviert|Compte activé|Cuenta habilitada|Account ingeschakeld|Account abilitato|Conta habilitada|アカウントが有効|有効なアカウント|已启用帐户"),
    ("department", "Department|Abteilung|Service|Département|Departamento|Afdeling|Reparto|部署|部门|Dział|Отдел"),
    ("jobTitle", "Job title|Title|Position|Stellenbezeichnung|Titre|Fonction|Poste|Puesto|Cargo|Functie|Qualifica|Posizione|役職|职务|Stanowisko|Должность"),
    ("companyName", "Company name|Company|Firma|Firmenname|Unternehmen|Nom de la société|Société|Nombre de la compañía|Compañía|Bedrijfsnaam|Nome società|Nome da empresa|会社名|公司名称"),
    ("employeeId", "Employee ID|Mitarbeiter-ID|Personalnummer|ID d'employé|Id. de empleado|Werknemer-id|ID dipendente|ID do funcionário|従業員 ID|员工 ID"),
    ("city", "City|Ort|Stadt|Ville|Ciudad|Plaats|Città|Cidade|市区町村|城市"),
    ("state", "State or province|State|Bundesland oder Kanton|Bundesland|État ou province|Région|Estado o provincia|Provincie|Staat of provincie|Provincia|Estado|都道府県|省/市/自治区"),
    ("country", "Country or region|Country|Land/Region|Land oder Region|Land|Pays ou région|Pays|País o región|País|Land of regio|Paese o area geografica|Paese|国または地域|国/地域|国家/地区"),
    ("postalCode", "ZIP or postal code|Postal code|PLZ|Postleitzahl|Code postal|Código postal|Postcode|CAP|郵便番号|邮政编码"),
    ("streetAddress", "Street address|Straße|Adresse|Anschrift|Adresse postale|Dirección|Adres|Straat|Indirizzo|Endereço|番地|街道地址"),
    ("physicalDeliveryOfficeName", "Office location|Office|Büro|Bürostandort|Bureau|Emplacement du bureau|Oficina|Ubicación de la oficina|Kantoorlocatie|Ufficio|Escritório|オフィスの場所|办公室位置"),
    ("telephoneNumber", "Business phone|Business phones|Office phone|Telefon (geschäftlich)|Telefon geschäftlich|Téléphone professionnel|Teléfono del trabajo|Teléfono de la oficina|Zakelijke telefoon|Telefono ufficio|Telefone comercial|会社電話|勤務先の電話|办公电话"),
    ("mobile", "Mobile phone|Mobile|Mobiltelefon|Handy|Téléphone mobile|Teléfono móvil|Mobiele telefoon|Cellulare|Telefono cellulare|Telefone celular|携帯電話|移动电话"),
    ("usageLocation", "Usage location|Verwendungsstandort|Nutzungsstandort|Emplacement d'utilisation|Ubicación de uso|Gebruikslocatie|Località di utilizzo|Local de uso|利用場所|使用位置"),
    ("dirSyncEnabled", "On-premises sync enabled|On-premises sync|Directory synced|Lokale Synchronisierung aktiviert|Synchronisation locale activée|Sincronización local habilitada|On-premises synchronisatie ingeschakeld|Sincronizzazione locale abilitata|オンプレミスの同期が有効|オンプレミス同期が有効|已启用本地同步"),
    ("createdDateTime", "Created|Created date time|Creation time|Erstellt|Erstellungsdatum|Date de création|Fecha de creación|Gemaakt op|Data di creazione|作成日時|创建日期时间"),
    ("creationType", "Creation type|Erstellungstyp|Type de création|Tipo de creación|Type maken|作成の種類"),
    ("invitationState", "Invitation state|Invitation status|Einladungsstatus|État de l'invitation|Estado de la invitación|Uitnodigingsstatus|Stato invito|招待の状態"),
    ("memberType", "Member type|Type|Object type|Mitgliedstyp|Type de membre|Tipo de miembro|Lidtype|Tipo di membro|メンバーの種類"),
    ("identityIssuer", "Identities|Identity issuer|Identitäten|Identités|Identidades|Identiteiten|ID プロバイダー"),
];

/// What a column of groups is called besides its name in Graph.
#[rustfmt::skip] // one property, one row
pub(super) const OF_GROUPS: &[(&str, &str)] = &[
    ("groupType", "Group type|Gruppentyp|Type de groupe|Tipo de grupo|Groepstype|Tipo di gruppo|グループの種類|组类型|Typ grupy|Тип группы"),
    ("membershipType", "Membership type|Mitgliedschaftstyp|Type d'appartenance|Tipo de pertenencia|Tipo de membresía|Lidmaatschapstype|Tipo di appartenenza|Tipo de associação|メンバーシップの種類|成员身份类型|Typ członkostwa|Тип членства"),
    ("description", "Description|Beschreibung|Descripción|Beschrijving|Descrizione|Descrição|説明|说明"),
    ("securityEnabled", "Security enabled|Sicherheit aktiviert|Sécurité activée|Seguridad habilitada|Beveiliging ingeschakeld|セキュリティが有効"),
    ("mailEnabled", "Mail enabled|E-Mail aktiviert|Courrier activé|Correo habilitado|E-mail ingeschakeld|メールが有効"),
    ("source", "Source|Quelle|Origen|Bron|Origine|Origem|ソース|来源"),
];

/// Words for yes, in small letters.
pub(super) const YES: &[&str] = &[
    "true", "yes", "ja", "oui", "sí", "si", "sì", "sim", "はい", "是", "tak", "да",
];

/// Words for no, in small letters.
pub(super) const NO: &[&str] = &[
    "false",
    "no",
    "nein",
    "non",
    "nee",
    "não",
    "いいえ",
    "否",
    "nie",
    "нет",
];

/// Words of values that are not written as Graph has them, by property.
#[rustfmt::skip] // one word, one row
pub(super) const WORDS: &[(&str, &str, &str)] = &[
    ("userType", "Member", "mitglied|membre|miembro|lid|membro|メンバー|成员|członek"),
    ("userType", "Guest", "gast|invité|invitado|guest user|ospite|convidado|ゲスト|来宾|gość"),
    ("membershipType", "Dynamic", "dynamic|dynamic user|dynamic device|dynamisch|dynamischer benutzer|dynamisches gerät|dynamique|utilisateur dynamique|appareil dynamique|dinámico|usuario dinámico|dispositivo dinámico|dynamische gebruiker|dinamico|dinâmico|動的|動的ユーザー|动态|dynamiczne"),
    ("membershipType", "Assigned", "assigned|zugewiesen|attribué|affecté|asignado|asignada|toegewezen|assegnato|atribuído|割り当て済み|割り当て|已分配|przypisane"),
    ("groupType", "Microsoft 365", "microsoft 365|microsoft365|m365|office 365|office|unified|office group"),
    ("groupType", "Security", "security|sicherheit|sécurité|seguridad|beveiliging|sicurezza|segurança|セキュリティ|安全|zabezpieczenia"),
    ("groupType", "Mail-enabled security", "mail-enabled security|mail enabled security|e-mail-aktivierte sicherheit|sécurité à extension messagerie|seguridad habilitada para correo|beveiliging met e-mail|メールが有効なセキュリティ"),
    ("groupType", "Distribution", "distribution|distribution list|verteiler|verteilung|liste de distribution|distribución|distributie|distribuzione|配布"),
];

/// What to do about a list whose columns are not known.
pub(crate) const RENAME: &str = "Rename the columns in the first line of the file: lists of users need objectId and userPrincipalName, lists of groups objectId and displayName, lists of members objectId; attributes are called as in rules. Or take users from a list with any columns by Import-User, such as -Map @{ 'Login' = 'userPrincipalName' }.";

/// So many columns are named.
const NAMED: usize = 30;

/// The error for a list without the columns that it needs.
pub(super) fn unknown_columns(
    needed: &str,
    headers: impl IntoIterator<Item = impl AsRef<str>>,
) -> Failure {
    let there = listed(headers);
    Failure::new(format!("{needed} Its columns are {there}."), RENAME)
}

/// The names of columns in quotes.
pub(crate) fn listed(headers: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut names: Vec<String> = headers
        .into_iter()
        .map(|name| format!("\"{}\"", name.as_ref().trim()))
        .collect();
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    match more {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

/// Letters and digits only, in lower case.
pub(super) fn loosened(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// The property that a table gives a header.
pub(super) fn known(table: &[(&'static str, &str)], header: &str) -> Option<&'static str> {
    let loose = loosened(header);
    let is_called = |(name, names): &&(&'static str, &str)| {
        loosened(name) == loose || names.split('|').any(|one| loosened(one) == loose)
    };
    table.iter().find(is_called).map(|(name, _)| *name)
}

/// The word that Graph has for a value of a property, if it is another one.
pub(super) fn word(property: &str, text: &str) -> Option<&'static str> {
    WORDS.iter().find(|(of, _, _)| *of == property)?;
    let folded = text.trim().to_lowercase();
    let is = |(of, _, words): &&(&str, &str, &str)| {
        *of == property && words.split('|').any(|word| word == folded)
    };
    WORDS.iter().find(is).map(|(_, word, _)| *word)
}
