//! The whole of what the Swashbuckle-style document becomes.

use super::*;

#[test]
#[expect(clippy::too_many_lines, reason = "one whole output")]
fn the_fixture_becomes_the_expected_collection() {
    assert_snapshot!(rendered(FIXTURE), @r#"
    # Example Server API V3 (6 requests, 6 operations)
    version 3
    docs "Users and workflows of an example server.\n\nContact Support:\n Name: API Team\n Email: api@example.com"
    auth oauth2 ClientCredentials token=http://localhost/webapi/oauth2/token auto
    variable baseUrl=http://localhost/webapi
    variable format=yxzp
    10 v3/
      10 users/
        10 Retrieve all user records
          GET {{baseUrl}}/v3/users
          docs "Filters are joined by *and*."
          [ ] query view=Default -- How much to show (This can only be one of Default, Full)
          [ ] query active=<boolean> -- Only active users
          [ ] query email=<string>
          [ ] query role=<string>
          [ ] query firstName=<string>
          [ ] query lastName=<string>
          [ ] query createdAfter=<dateTime>
          [ ] query ids=<string> -- Only these
          [ ] query ids=<string> -- Only these
          [x] Accept: application/json
          auth Inherit auth from parent
          example "OK" 200 OK
          [x] Authorization: <token> -- Added as a part of security scheme: oauth2
            < Content-Type: application/json
            < json [
              {
                "id": "<string>",
                "firstName": "<string>",
                "lastName": "<string>",
                "email": "<email>",
                "role": "Viewer",
                "isActive": true,
                "logins": "<long>",
                "dateAdded": "<dateTime>",
                "manager": {
                  "value": "<Circular reference to #/definitions/UserView detected>"
                }
              },
              {
                "id": "<string>",
                "firstName": "<string>",
                "lastName": "<string>",
                "email": "<email>",
                "role": "Viewer",
                "isActive": true,
                "logins": "<long>",
                "dateAdded": "<dateTime>",
                "manager": {
                  "value": "<Circular reference to #/definitions/UserView detected>"
                }
              }
            ]
          example "Unauthorized" 401 Unauthorized
          [x] Authorization: <token> -- Added as a part of security scheme: oauth2
        20 Users Create User
          POST {{baseUrl}}/v3/users
          [x] Content-Type: application/json
          [x] Accept: application/json
          body json {
            "firstName": "<string>",
            "lastName": "<string>",
            "email": "<email>",
            "role": "Viewer",
            "isActive": true,
            "groups": [
              {
                "name": "<string>",
                "rank": "<double>",
                "parent": {
                  "value": "<Circular reference to #/definitions/Group detected>"
                }
              },
              {
                "name": "<string>",
                "rank": "<double>",
                "parent": {
                  "value": "<Circular reference to #/definitions/Group detected>"
                }
              }
            ]
          }
          auth Inherit auth from parent
          example "Created" 201 Created
          [x] Authorization: <token> -- Added as a part of security scheme: oauth2
            < Content-Type: application/json
            < json {
              "id": "<string>",
              "firstName": "<string>",
              "lastName": "<string>",
              "email": "<email>",
              "role": "Viewer",
              "isActive": true,
              "logins": "<long>",
              "dateAdded": "<dateTime>",
              "manager": {
                "value": "<Circular reference to #/definitions/UserView detected>"
              }
            }
          example "Conflict" 409 Conflict
          [x] Authorization: <token> -- Added as a part of security scheme: oauth2
            < Content-Type: application/json
            < json {
              "message": "<string>"
            }
        30 {id}/
          10 Retrieve a user record
            GET {{baseUrl}}/v3/users/:id
            [x] path id=<string> -- (Required) Id of the user
            [x] Accept: application/json
            auth Inherit auth from parent
            example "OK" 200 OK
            [x] Authorization: <token> -- Added as a part of security scheme: oauth2
              < Content-Type: application/json
              < json {
                "id": "<string>",
                "firstName": "<string>",
                "lastName": "<string>",
                "email": "<email>",
                "role": "Viewer",
                "isActive": true,
                "logins": "<long>",
                "dateAdded": "<dateTime>",
                "manager": {
                  "value": "<Circular reference to #/definitions/UserView detected>"
                }
              }
            example "NotFound" 404 Not Found
            [x] Authorization: <token> -- Added as a part of security scheme: oauth2
              < Content-Type: application/json
              < json {
                "message": "<string>"
              }
          20 Update a user record
            PUT {{baseUrl}}/v3/users/:id
            [x] path id=<string> -- (Required) Id of the user
            [x] Content-Type: application/json
            [x] Accept: application/json
            body json {
              "firstName": "<string>",
              "lastName": "<string>",
              "email": "<email>",
              "role": "Viewer",
              "isActive": true,
              "groups": [
                {
                  "name": "<string>",
                  "rank": "<double>",
                  "parent": {
                    "value": "<Circular reference to #/definitions/Group detected>"
                  }
                },
                {
                  "name": "<string>",
                  "rank": "<double>",
                  "parent": {
                    "value": "<Circular reference to #/definitions/Group detected>"
                  }
                }
              ]
            }
            auth Inherit auth from parent
            example "OK" 200 OK
            [x] Authorization: <token> -- Added as a part of security scheme: oauth2
              < Content-Type: application/json
              < json {
                "id": "<string>",
                "firstName": "<string>",
                "lastName": "<string>",
                "email": "<email>",
                "role": "Viewer",
                "isActive": true,
                "logins": "<long>",
                "dateAdded": "<dateTime>",
                "manager": {
                  "value": "<Circular reference to #/definitions/UserView detected>"
                }
              }
      20 workflows/
        10 {id}/
          10 versions/
            10 Upload a version
              POST {{baseUrl}}/v3/workflows/:id/versions
              [x] path id=<string> -- (Required)
              [x] Accept: application/json
              part file is a file
              part comments=<string>
              part makePublished=true
              auth Inherit auth from parent
              example "OK" 200 OK
              [x] Authorization: <token> -- Added as a part of security scheme: oauth2
                < Content-Type: application/json
                < json "<string>"
          20 package.{format}/
            10 Workflows Download Package
              GET {{baseUrl}}/v3/workflows/:id/package.{{format}}
              [x] path id=<string> -- (Required)
              [x] Accept: application/octet-stream
              auth Inherit auth from parent
              example "OK" 200 OK
              [x] Authorization: <token> -- Added as a part of security scheme: oauth2
                < Content-Type: application/octet-stream
                < binary <binary>
    "#);
}

#[test]
fn the_same_document_gives_the_same_collection() {
    let (first, second) = (imported_with(FIXTURE, &Options::default()), imported_with(FIXTURE, &Options::default()));
    assert_eq!((first.collection, first.problems), (second.collection, second.problems));
}

#[test]
fn optional_parameters_are_switched_on_when_wanted() {
    let imported = imported_with(FIXTURE, &options(&["enableOptionalParameters=true"]));
    assert_snapshot!(requests(&imported.collection)[0].url, @"{{baseUrl}}/v3/users?view=Default&active=<boolean>&email=<string>&role=<string>&firstName=<string>&lastName=<string>&createdAfter=<dateTime>&ids=<string>&ids=<string>");
}
