@export()
@description('An SMTP server. With an account, its password is the secret mail-password in the Key Vault.')
type mailServer = {
  @description('Host name of the server.')
  host: string

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

@export()
@description('Names and values that are put on a resource.')
type resourceTags = {
  *: string
}
