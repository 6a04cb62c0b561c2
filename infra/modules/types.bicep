@export()
@description('An SMTP server, or a mailbox of Exchange Online. With an account, its password is the secret mail-password in the Key Vault.')
type mailServer = {
  @description('Host name of the SMTP server; left out with a mailbox.')
  host: string?

  @description('Address of the mailbox that the managed identity sends from through Microsoft Graph; left out with a server.')
  graphMailbox: string?

  @description('1 to 65535; 587 where it is left out.')
  @minValue(1)
  @maxValue(65535)
  port: int?

  @description('How the connection is protected; StartTls where it is left out.')
  security: ('StartTls' | 'Ssl')?

  @description('The sender, such as Gate <gate@example.com>.')
  from: string

  @description('Account at the server; left out where it asks for none.')
  user: string?
}

@description('Seniority, lowest first.')
type level = 'Junior' | 'Mid' | 'Senior' | 'Principal'

@export()
@description('How people are read from Microsoft Entra ID. Groups are named by their object ids; one of levelGroups and roleGroups is needed.')
type graphDirectory = {
  @description('Groups whose members have a level.')
  levelGroups: { group: string, level: level }[]?

  @description('Groups whose members have a role that ladders ask for.')
  roleGroups: { group: string, role: string }[]?

  @description('Job titles, with * and ?, that tell the level of people outside of all levelGroups; the first that fits decides.')
  titleLevels: { title: string, level: level }[]?

  @description('Numbers of the extension attributes that hold accounts, by host such as github; 1 to 15.')
  loginAttributes: { *: int }?

  @description('Whether the file of people adds logins, addresses and the operators of agents.')
  usePeopleFile: bool?

  @description('Whether people\'s presence in Teams is read; grant the feature presence.')
  readPresence: bool?

  @description('Whether working hours and automatic replies of mailboxes are read; grant the feature mailbox-settings.')
  readMailboxSettings: bool?
}

@export()
@description('What the bot does besides cards in personal chats. Ids are found as README.md says.')
type teamsDelivery = {
  @description('Id in the tenant\'s app catalogue: who has not got the app gets it. Needs directory and the feature teams-install.')
  @minLength(36)
  @maxLength(36)
  catalogAppId: string?

  @description('Whether reminders go to the activity feed too; grant the feature teams-feed. Needs catalogAppId.')
  notifyInFeed: bool?

  @description('Id of the channel that reviews are offered in, such as 19:abc@thread.tacv2; the app must be installed in its team.')
  channelId: string?

  @description('Language of the posts there, as a tag such as de; English where it is left out.')
  channelLanguage: string?
}

@export()
@description('Names and values that are put on a resource.')
type resourceTags = {
  *: string
}
