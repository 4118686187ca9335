using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Samspill.Features.Api;

namespace Samspill.Host;

/// <summary>The OpenAPI description of the REST API: what the endpoints say of themselves, and what all of them have in common.</summary>
internal static class ApiDescription
{
    private const string ProblemSchema = "Problem";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Samspill", Version = "v1", Description = "The admission of a culture school. Every refusal is application/problem+json; `errors` names the field. Long lists come in pages." };
            document.Servers = [new OpenApiServer { Url = "/{school}", Variables = new Dictionary<string, OpenApiServerVariable> { ["school"] = new() { Default = "trondheim", Description = "The school's first segment" } } }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A personal access token, made at /{school}/profil/nokler. Scopes: " + string.Join(", ", Scopes.All) },
            };
            document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
            document.Components.Schemas[ProblemSchema] = Problem();
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var says = context.Description.ActionDescriptor.EndpointMetadata;
            operation.Responses ??= [];
            if (says.OfType<IAuthorizeData>().FirstOrDefault()?.Policy is { } permission)
            {
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", context.Document)] = [] }];
                operation.Description = $"Needs the permission {permission}{(Scopes.All.FirstOrDefault(scope => Scopes.PermissionsOf([scope]).Contains(permission)) is { } scope ? $"; a token needs the scope {scope}" : "")}.";
                Refuses(operation, context, 401, "Not signed in, or the token is withdrawn, out of date or of another school");
                Refuses(operation, context, 403, "Not permitted, or outside the token's scopes");
            }
            if (context.Description.RelativePath!.Contains('{', StringComparison.Ordinal)) Refuses(operation, context, 404, "Nothing that you may see");
            if (context.Description.HttpMethod is not "GET")
            {
                Refuses(operation, context, 400, "Cannot be read");
                Refuses(operation, context, 409, "Somebody was faster");
                Refuses(operation, context, 422, "Refused; errors names the field");
            }
            operation.Parameters ??= [];
            if (says.OfType<AsksForKey>().Any()) operation.Parameters.Add(Header("Idempotency-Key", $"A new one for each new request, at most {KeptReply.KeyLength} characters. The same key and body again get the same answer; another body is refused."));
            if (says.OfType<AsksForMatchMark>().Any())
            {
                operation.Parameters.Add(Header("If-Match", "The ETag of what was read, or *."));
                Refuses(operation, context, 412, "Changed since it was read");
                Refuses(operation, context, 428, "If-Match is missing");
            }
            Refuses(operation, context, 429, "Too often; Retry-After says when");
            return Task.CompletedTask;
        });
    });

    private static OpenApiParameter Header(string name, string description) => new() { Name = name, In = ParameterLocation.Header, Required = true, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static void Refuses(OpenApiOperation operation, OpenApiOperationTransformerContext context, int status, string description) => operation.Responses!.TryAdd(status.ToString(System.Globalization.CultureInfo.InvariantCulture), new OpenApiResponse
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(ProblemSchema, context.Document) } },
    });

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "type", "title", "status" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "urn:samspill:code, stable; or the status's own address" },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Why, in the reader's language" },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["errors"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "By field", AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } } },
        },
    };
}
