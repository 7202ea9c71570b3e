//! Tables `shelf` and `resource`: the library.

use rusqlite::{Connection, OptionalExtension as _, Transaction, named_params, types::Type};
use serde::{Deserialize as _, de::value::StrDeserializer};

use crate::{
    Error, Result,
    course::{Resource, ResourceKind, Shelf},
    id::ResourceId,
};

pub(crate) fn replace_all(tx: &Transaction<'_>, shelves: &[Shelf]) -> Result<()> {
    tx.execute_batch("DELETE FROM resource; DELETE FROM shelf;")?;
    for (shelf, place) in shelves.iter().zip(1_u32..) {
        tx.execute("INSERT INTO shelf VALUES (?1, ?2, ?3)", (&shelf.id, place, &shelf.title))?;
        for (resource, place) in shelf.resources.iter().zip(1_u32..) {
            tx.execute(
                "INSERT INTO resource VALUES (:id, :shelf, :place, :title, :about, :kind, :host, :url)",
                named_params! {
                    ":id": resource.id,
                    ":shelf": shelf.id,
                    ":place": place,
                    ":title": resource.title,
                    ":about": resource.about,
                    ":kind": kind_name(resource.kind),
                    ":host": resource.host,
                    ":url": resource.url,
                },
            )?;
        }
    }
    Ok(())
}

pub(crate) fn shelves(connection: &Connection) -> Result<Vec<Shelf>> {
    let mut query = connection.prepare_cached("SELECT id, title FROM shelf ORDER BY place")?;
    let shelves = query.query_map([], |row| {
        Ok(Shelf { id: row.get("id")?, title: row.get("title")?, resources: Vec::new() })
    })?;
    let mut shelves = shelves.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut query = connection.prepare_cached("SELECT * FROM resource WHERE shelf = ?1 ORDER BY place")?;
    for shelf in &mut shelves {
        let resources = query.query_map([&shelf.id], |row| {
            Ok(Resource {
                id: row.get("id")?,
                title: row.get("title")?,
                about: row.get("about")?,
                kind: kind_named(&row.get::<_, String>("kind")?)?,
                host: row.get("host")?,
                url: row.get("url")?,
            })
        })?;
        shelf.resources = resources.collect::<rusqlite::Result<_>>()?;
    }
    Ok(shelves)
}

pub(crate) fn url(connection: &Connection, id: &ResourceId) -> Result<String> {
    connection
        .query_row("SELECT url FROM resource WHERE id = ?1", [id], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::NoSuchResource { resource: id.0.clone() })
}

pub(crate) fn kind(connection: &Connection, id: &ResourceId) -> Result<ResourceKind> {
    let kind: Option<String> =
        connection.query_row("SELECT kind FROM resource WHERE id = ?1", [id], |row| row.get(0)).optional()?;
    match kind {
        Some(kind) => Ok(kind_named(&kind)?),
        None => Err(Error::NoSuchResource { resource: id.0.clone() }),
    }
}

fn kind_name(kind: ResourceKind) -> &'static str {
    match kind {
        ResourceKind::Pdf => "pdf",
        ResourceKind::Website => "website",
        ResourceKind::Book => "book",
        ResourceKind::Video => "video",
        ResourceKind::Code => "code",
        ResourceKind::Support => "support",
    }
}

fn kind_named(name: &str) -> rusqlite::Result<ResourceKind> {
    ResourceKind::deserialize(StrDeserializer::<serde::de::value::Error>::new(name))
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
}
